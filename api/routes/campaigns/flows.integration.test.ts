import { describe, expect } from 'vitest';
import { recoveries, signalOutbox } from '../../../db/postgres/schema/index.ts';
import { redeemRestoreLink } from '../../../services/messaging/links/redeem.ts';
import { openRecovery } from '../../../services/recovery/recoveries/open.ts';
import { keyOfMessage } from '../../../services/state/links/link-key.ts';
import { linkToken } from '../../../services/state/links/link-token.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { testLinks } from '../../../test/test-links.ts';

const send = (id: string, next: string, change: object = {}) => ({
  ...{ id, kind: 'send', channel: 'email', template: 'cart-reminder-1', conditions: {}, next },
  ...change,
});
const flow = {
  ...{ messagesMax: 3, start: 'hour' },
  steps: [
    { id: 'hour', kind: 'wait', until: 'duration', ms: 3_600_000, next: 'first' },
    send('first', 'clicked'),
    {
      ...{ id: 'clicked', kind: 'wait', until: 'event', event: { name: 'message_clicked', key: 'cart' } },
      ...{ withinMs: 86_400_000, next: 'end', onTimeout: 'reminder' },
    },
    send('reminder', 'end'),
    { id: 'end', kind: 'end' },
  ],
};

async function draftOf(api: ApiFixture, body: object) {
  const store = await api.newStore();
  return api.call('/v1/campaigns', { method: 'POST', key: store.key, body: { name: 'Flow', ...body } });
}

describe('a campaign that is a flow', () => {
  test('is kept as it was written, with its messages beside it', async ({ api }) => {
    const { status, json } = await draftOf(api, { flow });
    expect([status, json.rules.map(({ id }: { id: string }) => id)]).toEqual([201, ['first', 'reminder']]);
    expect(json.flow).toMatchObject({ start: 'hour', entry: {}, exits: [], messagesMax: 3 });
    expect(json.flow.steps.map(({ id }: { id: string }) => id)).toEqual(flow.steps.map(({ id }) => id));
  });

  test.for([
    ['a way to nowhere', { ...flow, steps: [send('hour', 'nowhere'), flow.steps[4]] }, 'flow.steps.0.next'],
    ['a step that no way leads to', { ...flow, steps: [...flow.steps, send('alone', 'end')] }, 'flow.steps.5'],
    [
      'a loop on the spot',
      {
        ...flow,
        steps: [{ id: 'hour', kind: 'branch', paths: [{ when: {}, next: 'hour' }], otherwise: 'end' }, flow.steps[4]],
      },
      'flow.steps.0',
    ],
    ['an unknown kind of step', { ...flow, steps: [{ id: 'hour', kind: 'dance' }] }, 'flow.steps.0.kind'],
  ] as const)('with %s is refused by its place', async ([, broken, path], { api }) => {
    const { status, json } = await draftOf(api, { flow: broken });
    expect([status, json.error.path]).toEqual([422, path]);
  });

  test('is rules or a flow, and says so', async ({ api }) => {
    for (const body of [{}, { flow, rules: [] }]) expect((await draftOf(api, body)).status).toBe(422);
  });

  test('is checked, rehearsed and compared before it is published, as rules are', async ({ api }) => {
    const store = await api.newStore();
    const path = `/v1/campaigns/${store.campaignId}`;
    const bad = {
      ...flow,
      steps: flow.steps.map((step) => (step.id === 'first' ? { ...step, template: 'gone' } : step)),
    };
    const { json: check } = await api.call(`${path}/check`, { method: 'POST', key: store.key, body: { flow: bad } });
    expect(check.findings.map(({ code, path: where }: { code: string; path: string }) => [code, where])).toContainEqual(
      ['template_unknown', 'flow.steps.1.template'],
    );
    expect(check.rehearsal).toMatchObject({ carts: 0 });
    expect(check.difference.steps.map(({ stepId }: { stepId: string }) => stepId)).toContain('clicked');
    await api.call(`${path}/draft`, { method: 'PUT', key: store.key, body: { name: 'Flow', flow: bad } });
    const refused = await api.call(`${path}/publish`, { method: 'POST', key: store.key });
    expect([refused.status, refused.json.error.path]).toEqual([422, 'flow.steps.1.template']);
    await api.call(`${path}/draft`, { method: 'PUT', key: store.key, body: { name: 'Flow', flow } });
    const published = await api.call(`${path}/publish`, { method: 'POST', key: store.key });
    expect([published.status, published.json.version, published.json.draft]).toEqual([200, 2, null]);
    const { json: same } = await api.call(`${path}/versions/2?against=2`, { key: store.key });
    expect(same.difference).toEqual({ settings: [], steps: [], reordered: false });
  });

  test('reads its flow and the orders before, waits for its first step, and hears of a click where it asks for it', async ({
    api,
  }) => {
    const shop = await createShop(api.database);
    const key = await api.newKey(shop.storeId, 'campaigns:write');
    await api.call(`/v1/campaigns/${shop.campaignId}`, { method: 'PUT', key, body: { name: 'Flow', flow } });
    const customerId = await shop.customer();
    await shop.order({ customerId, status: 'placed', arrivedAt: new Date(Date.now() - 90 * 86_400_000) });
    const cart = await shop.cart({ customerId });
    const open = (version: number) => shop.recovery(cart, { campaignVersion: version });
    const recoveryId = await open(2);
    const ids = { storeId: shop.storeId, recoveryId, cartId: cart.id, customerId, campaignId: shop.campaignId };
    const abandonedAt = Date.now();
    const snapshot = await openRecovery(api.database, { ...ids, campaignVersion: 2, abandonedAt });
    expect(snapshot).toMatchObject({ flow: { version: 2, start: 'hour' }, ordersBefore: 1 });
    expect((await shop.openRecoveries())[0]).toMatchObject({ waitsFor: 'hour' });

    const messageId = await shop.sentMessage(cart, recoveryId);
    const token = linkToken(keyOfMessage(testLinks.secret, messageId), {
      kind: 'restore',
      storeId: shop.storeId,
      messageId,
    });
    const click = () => redeemRestoreLink(api.database, { token, now: Date.now() });
    await click();
    await click();
    const told = await shop.write((tx) => tx.select().from(signalOutbox));
    expect(told.map(({ signal }) => signal)).toMatchObject([
      { kind: 'happened', event: { name: 'message_clicked', cartId: cart.id } },
    ]);
  });
});

describe('people who wait', () => {
  test('are counted at the step where they stand, whenever they came, and open their carts', async ({ api }) => {
    const shop = await createShop(api.database);
    const key = await api.newKey(shop.storeId, 'campaigns:write', 'stats:read');
    const path = `/v1/campaigns/${shop.campaignId}`;
    await api.call(path, { method: 'PUT', key, body: { name: 'Flow', flow } });
    const customerId = await shop.customer();
    const cart = await shop.cart({ customerId });
    const recoveryId = await shop.recovery(cart, { campaignVersion: 2 });
    const ids = { storeId: shop.storeId, recoveryId, cartId: cart.id, customerId, campaignId: shop.campaignId };
    await openRecovery(api.database, { ...ids, campaignVersion: 2, abandonedAt: Date.now() });
    const before = 'from=2025-01-01&to=2025-01-02';
    const { json } = await api.call(`${path}/steps?${before}`, { key });
    expect(json).toMatchObject({ recoveries: 0, counts: [{ stepId: 'hour', figure: 'waiting', count: 1 }] });
    const { json: list } = await api.call(`${path}/step-entries?${before}&figure=waiting&stepId=hour`, { key });
    expect(list.items).toMatchObject([{ cartId: cart.id, recoveryId, figure: 'waiting' }]);
    await shop.write((tx) => tx.update(recoveries).set({ endedAt: new Date() }));
    expect((await api.call(`${path}/steps?${before}`, { key })).json.counts).toEqual([]);
  });
});

describe('people inside', () => {
  const withoutWait = {
    ...{ messagesMax: 3, start: 'first' },
    steps: [send('first', 'reminder'), send('reminder', 'end'), { id: 'end', kind: 'end' }],
  };

  /** Two people who wait for their first message, and the key of the campaign. */
  async function peopleInside(api: ApiFixture) {
    const shop = await createShop(api.database);
    const key = await api.newKey(shop.storeId, 'campaigns:write');
    const path = `/v1/campaigns/${shop.campaignId}`;
    await api.call(path, { method: 'PUT', key, body: { name: 'Flow', flow } });
    const recoveryIds = [];
    for (let index = 0; index < 2; index++) {
      const customerId = await shop.customer();
      const cart = await shop.cart({ customerId });
      const recoveryId = await shop.recovery(cart, { campaignVersion: 2 });
      const ids = { storeId: shop.storeId, recoveryId, cartId: cart.id, customerId, campaignId: shop.campaignId };
      await openRecovery(api.database, { ...ids, campaignVersion: 2, abandonedAt: Date.now() });
      recoveryIds.push(recoveryId);
    }
    const draft = (body: object) => api.call(`${path}/draft`, { method: 'PUT', key, body: { name: 'Flow', ...body } });
    const post = (name: string, body?: object) => api.call(`${path}/${name}`, { method: 'POST', key, body });
    const told = async () => (await shop.write((tx) => tx.select().from(signalOutbox))).map(({ signal }) => signal);
    const versions = async () => (await shop.openRecoveries()).map(({ campaignVersion }) => campaignVersion);
    return { post, draft, told, versions };
  }

  test('have to be told what becomes of them where their step is gone, each with how many they are', async ({
    api,
  }) => {
    const { post, draft, told, versions } = await peopleInside(api);
    const { json } = await post('check-move', { flow: withoutWait });
    expect(json).toMatchObject({
      people: 2,
      findings: [{ code: 'fate_missing', stepId: 'hour', people: 2, path: 'fates.hour' }],
    });
    await draft({ flow: withoutWait });
    const refused = await post('publish', { people: {} });
    expect([refused.status, refused.json.error.path]).toEqual([422, 'people.fates.hour']);
    expect([await told(), await versions()]).toEqual([[], [2, 2]]);
  });

  test('finish on their version unless they are told otherwise', async ({ api }) => {
    const { post, draft, told, versions } = await peopleInside(api);
    await draft({ flow: withoutWait });
    expect((await post('publish')).json.version).toBe(3);
    expect([await told(), await versions()]).toEqual([[], [2, 2]]);
  });

  test('go over to the step that was named, released no faster than the given rate', async ({ api }) => {
    const { post, draft, told, versions } = await peopleInside(api);
    const people = { fates: { hour: { kind: 'moves', to: 'first' } }, releasesPerMinute: 1 };
    expect((await post('check-move', { flow: withoutWait, people })).json.counts).toEqual([
      { stepId: 'hour', stays: 0, leaves: 0, waits: 0, released: 2 },
    ]);
    await draft({ flow: withoutWait });
    expect((await post('publish', { people })).status).toBe(200);
    expect(await versions()).toEqual([3, 3]);
    const changes = (await told()).map((signal) => (signal.kind === 'campaignChanged' ? signal.change : null));
    expect(changes).toMatchObject([
      { kind: 'moves', version: 3, stepId: 'first' },
      { kind: 'moves', version: 3, stepId: 'first' },
    ]);
    const [first, second] = changes.map((change) => (change?.kind === 'moves' ? change.notBefore : 0));
    expect((second ?? 0) - (first ?? 0)).toBe(60_000);
  });

  test('leave where that was said', async ({ api }) => {
    const { post, draft, told } = await peopleInside(api);
    await draft({ flow: withoutWait });
    await post('publish', { people: { fates: { hour: { kind: 'leaves' } } } });
    expect(await told()).toEqual(
      [1, 2].map(() => ({ kind: 'campaignChanged', change: { kind: 'leaves', version: 3 } })),
    );
  });
});
