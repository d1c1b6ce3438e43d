import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import type { OutgoingMessage, SendResult } from '../../../channels/provider.ts';
import {
  auditLog,
  campaigns,
  consents,
  customers,
  decisions,
  messages,
  sandboxMessages,
  stores,
  suppressions,
  testMessages,
} from '../../../db/postgres/schema/index.ts';
import { type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { trialLimits } from '../../../services/trial/limits.ts';
import { testSpaceId } from '../../../services/trial/test-runs/space.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { newPerson } from '../../../test/sign-in.ts';

const wanted = { stepId: 'touch-1', channel: 'email' } as const;

async function newTeam(api: ApiFixture, call: ApiFixture['call'] = api.call) {
  const store = await api.newStore();
  const person = await newPerson({ ...api, call }, { roles: { [store.id]: 'marketer' } });
  const campaign = `/v1/campaigns/${store.campaignId}`;
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    person.call(path, { method: 'POST', storeId: store.id, body, headers });
  return {
    ...{ store, person, campaign, post },
    send: (body: object = wanted, headers = {}) => post(`${campaign}/test-messages`, body, headers),
    read: <T>(work: (tx: Tx) => Promise<T>) => withStore(api.database, store.id, work),
  };
}

/** A provider that answers as the test says, and remembers what it was given. */
function vendor(result: SendResult) {
  const sent: OutgoingMessage[] = [];
  const provider = {
    ...{ name: 'vendor', channel: 'email', recovery: { kind: 'none' } },
    send: async (message: OutgoingMessage) => {
      sent.push(message);
      return result;
    },
  };
  return { sent, providers: { choose: () => provider, named: () => provider } as never };
}

/** Everything that reports, caps, consents and suppressions are made of. */
const countedRows = async (tx: Tx) => [
  ...(await tx.select().from(messages)),
  ...(await tx.select().from(decisions)),
  ...(await tx.select().from(customers)),
  ...(await tx.select().from(consents)),
  ...(await tx.select().from(suppressions)),
];

describe('a test message', () => {
  test('goes to the person who asks, marked as a test, and says where it lies', async ({ api }) => {
    const { store, person, send, read } = await newTeam(api);
    const { status, json } = await send();
    expect([status, json]).toMatchObject([
      201,
      { state: 'accepted', provider: 'outbox', delivered: false, sandboxUrl: `/outbox/${store.id}/${json.id}` },
    ]);
    expect(await read((tx) => tx.select().from(sandboxMessages))).toMatchObject([
      { messageId: json.id, content: { to: person.email, subject: expect.stringMatching(/^\[Test\] /), headers: {} } },
    ]);
  });

  test('leaves nothing that counts, caps or suppresses, even where its provider wants the address blocked (I25)', async ({
    api,
  }) => {
    const { sent, providers } = vendor({ kind: 'rejected', class: 'permanent', code: 'bounced', suppress: true });
    const { person, send, read } = await newTeam(api, api.appWith({ providers }).call);
    const { json } = await send();
    expect(json).toMatchObject({ state: 'rejected', errorCode: 'bounced', delivered: true, sandboxUrl: null });
    expect(sent).toMatchObject([{ to: person.email }]);
    expect(await read(countedRows)).toEqual([]);
  });

  test('is sent once for one key, and is written down without its address', async ({ api }) => {
    const { sent, providers } = vendor({ kind: 'accepted', providerMessageId: 're_1' });
    const { person, send, read } = await newTeam(api, api.appWith({ providers }).call);
    const headers = { 'idempotency-key': randomUUID() };
    const answers = [await send(wanted, headers), await send(wanted, headers)];
    expect(answers.map(({ json }) => json.providerMessageId)).toEqual(['re_1', 're_1']);
    expect(sent).toHaveLength(1);
    const rows = await read(async (tx) => [await tx.select().from(testMessages), await tx.select().from(auditLog)]);
    expect(rows[0]).toMatchObject([{ state: 'accepted', providerMessageId: 're_1', actorId: person.userId }]);
    expect(JSON.stringify(rows)).not.toContain(person.email);
    expect(JSON.stringify(rows[1])).toContain('"testMessage":{"after":"email"}');
  });

  test('goes to nobody outside of the team', async ({ api }) => {
    const { store, send, read } = await newTeam(api);
    const colleague = await newPerson(api, { roles: { [store.id]: 'support' } });
    const refused = await send({ ...wanted, to: 'someone@elsewhere.example' });
    expect([refused.status, refused.json.error]).toMatchObject([422, { code: 'invalid', path: 'to' }]);
    expect((await send({ ...wanted, to: ` ${colleague.email.toUpperCase()}` })).status).toBe(201);
    expect(await read((tx) => tx.select().from(sandboxMessages))).toMatchObject([{ content: { to: colleague.email } }]);
  });

  test('by SMS or push needs a number or a device, which a person types', async ({ api }) => {
    const { post, campaign, send } = await newTeam(api);
    const { json } = await post('/v1/campaigns', {
      name: 'Every channel',
      rules: [
        {
          id: 'one',
          trigger: 'cart_abandoned',
          delayMs: 0,
          channel: 'all',
          template: 'cart-reminder-1',
          conditions: {},
        },
      ],
    });
    expect(campaign).not.toContain(json.id);
    const every = (body: object) => post(`/v1/campaigns/${json.id}/test-messages`, { stepId: 'one', ...body });
    expect((await every({ channel: 'sms', to: '0660 123' })).json.error.path).toBe('to');
    expect((await every({ channel: 'sms', to: '+43 660 1234567' })).json).toMatchObject({ state: 'accepted' });
    expect((await every({ channel: 'push' })).json.error.path).toBe('to');
    expect((await every({ channel: 'push', to: 'token-1' })).json).toMatchObject({ state: 'accepted' });
    expect((await send({ ...wanted, stepId: 'none' })).json.error.path).toBe('stepId');
  });

  test('is refused to who may not edit campaigns, and to a program that names nobody', async ({ api }) => {
    const { store, campaign } = await newTeam(api);
    const analyst = await newPerson(api, { roles: { [store.id]: 'analyst' } });
    const request = { method: 'POST', body: wanted } as const;
    expect((await analyst.call(`${campaign}/test-messages`, { ...request, storeId: store.id })).status).toBe(403);
    const byKey = await api.call(`${campaign}/test-messages`, { ...request, key: store.key });
    expect([byKey.status, byKey.json.error.path]).toEqual([422, 'to']);
  });

  test(`is refused after ${trialLimits.messagesPerHourMax} in an hour, and says until when`, async ({ api }) => {
    let now = Date.now();
    const { send } = await newTeam(api, api.appWith({ now: () => now }).call);
    for (let count = 0; count < trialLimits.messagesPerHourMax; count++) expect((await send()).status).toBe(201);
    const refused = await send();
    expect([refused.status, refused.json.error.code]).toEqual([429, 'rate_limited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_500);
    now += trialLimits.periodMs;
    expect((await send()).status).toBe(201);
  });
});

describe('a test run', () => {
  test('plays the draft in a space of its person, and leaves nothing in the store', async ({ api }) => {
    const { store, person, campaign, post, read } = await newTeam(api);
    const rules = [
      {
        id: 'quick',
        trigger: 'cart_abandoned',
        delayMs: 60_000,
        channel: 'email',
        template: 'cart-reminder-1',
        conditions: {},
      },
    ];
    await person.call(`${campaign}/draft`, {
      ...{ method: 'PUT', storeId: store.id, body: { name: 'Draft', rules }, headers: { 'if-match': '"1"' } },
    });
    const { status, json } = await post(`${campaign}/test-runs`, {});
    expect([status, json]).toMatchObject([201, { campaignId: store.campaignId, version: null, stoppedAt: null }]);
    const spaceId = testSpaceId(store.id, person.userId);
    const space = await withStore(api.database, spaceId, async (tx) => ({
      store: await tx.select().from(stores),
      campaigns: await tx.select().from(campaigns),
    }));
    expect(space).toMatchObject({
      store: [{ testOf: store.id, timeScale: 60, providers: { email: 'outbox', sms: 'outbox', push: 'outbox' } }],
      campaigns: [{ name: 'Draft', status: 'active' }],
    });
    expect(await read(countedRows)).toEqual([]);
    const lists = [await person.call('/v1/me'), await api.call('/v1/stores?limit=200', { key: api.adminKey })];
    for (const list of lists) expect(list.text).not.toContain(spaceId);
    const { json: runs } = await person.call(`${campaign}/test-runs`, { storeId: store.id });
    expect(runs.items).toMatchObject([{ id: json.id }]);
    const { json: detail } = await person.call(`/v1/test-runs/${json.id}`, { storeId: store.id });
    expect(detail).toMatchObject({ timeScale: 60, cart: null, sandboxUrls: {} });
  });

  test('ends the one before, and can be ended once', async ({ api }) => {
    const { store, person, campaign, post, read } = await newTeam(api);
    const first = (await post(`${campaign}/test-runs`, {})).json;
    const second = (await post(`${campaign}/test-runs`, {})).json;
    const { json } = await person.call(`${campaign}/test-runs`, { storeId: store.id });
    expect(json.items).toMatchObject([
      { id: second.id, stoppedAt: null },
      { id: first.id, stoppedAt: expect.any(String) },
    ]);
    expect((await post(`/v1/test-runs/${second.id}/stop`, {})).status).toBe(202);
    expect((await post(`/v1/test-runs/${second.id}/stop`, {})).status).toBe(409);
    expect((await post(`/v1/test-runs/${second.id}/buy`, {})).status).toBe(409);
    const rows = await read((tx) => tx.select().from(auditLog).orderBy(auditLog.id));
    const ofRuns = rows.flatMap(({ change }) => (change['testRun'] ? [change['testRun'].after] : []));
    expect(ofRuns).toEqual(['sandbox', 'sandbox', 'stop']);
  });

  test('needs a person, and belongs to the store of its person', async ({ api }) => {
    const { store, campaign, post } = await newTeam(api);
    const byKey = await api.call(`${campaign}/test-runs`, { method: 'POST', key: store.key, body: {} });
    expect([byKey.status, byKey.json.error.code]).toEqual([403, 'forbidden']);
    const { json } = await post(`${campaign}/test-runs`, {});
    const other = await newTeam(api);
    const foreign = await other.person.call(`/v1/test-runs/${json.id}`, { storeId: other.store.id });
    expect(foreign.status).toBe(404);
  });
});

describe('the places of a trial', () => {
  test('are said with who asks, what sends, and the demo shop of this store alone', async ({ api }) => {
    const { store, person } = await newTeam(api);
    const asked = async (storeId: string) => {
      const app = api.appWith({ demoShop: () => ({ storeId, path: '/demo/shop' }) });
      return (await app.call('/v1/trial', { key: store.key })).json;
    };
    expect(await asked(store.id)).toEqual({
      ownAddress: null,
      email: { provider: 'outbox', delivers: false },
      sandboxUrl: '/outbox',
      demoShopUrl: '/demo/shop',
      // Half an hour until a checkout counts as left, and the hour of the first step.
      firstMessageAfterMs: 90 * 60_000,
    });
    expect((await asked(randomUUID())).demoShopUrl).toBeNull();
    expect((await person.call('/v1/trial', { storeId: store.id })).json.ownAddress).toBe(person.email);
    const closed = api.appWith({ pagesAreClosed: true });
    expect((await closed.call('/v1/trial', { key: store.key })).json.sandboxUrl).toBeNull();
  });
});
