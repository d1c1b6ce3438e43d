import { describe, expect } from 'vitest';
import { signalOutbox } from '../../../db/postgres/schema/index.ts';
import { system } from '../../../domain/actor.ts';
import { createApiKey } from '../../../services/accounts/api-keys/create.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';

const rule = {
  id: 'touch-1',
  trigger: 'cart_abandoned',
  delayMs: 3_600_000,
  channel: 'email',
  template: 'cart-reminder-1',
  conditions: {},
};
const campaign = { name: 'Spring', rules: [rule] };

async function createDraft(api: ApiFixture, key: string) {
  const { json } = await api.call('/v1/campaigns', { method: 'POST', key, body: campaign });
  return json as { id: string };
}
const command = (api: ApiFixture, key: string, id: string, name: string) =>
  api.call(`/v1/campaigns/${id}/${name}`, { method: 'POST', key });

describe('a campaign', () => {
  test('is a draft until it is activated, and then takes only carts touched from that moment on (I24)', async ({
    api,
  }) => {
    const store = await api.newStore();
    await command(api, store.key, store.campaignId, 'archive');
    const draft = await createDraft(api, store.key);
    expect(draft).toMatchObject({ status: 'draft', activatedAt: null, version: 1 });
    const before = Date.now();
    const { json } = await command(api, store.key, draft.id, 'activate');
    expect(json.status).toBe('active');
    expect(Date.parse(json.activatedAt)).toBeGreaterThanOrEqual(before);
  });

  test('cannot be active beside another one', async ({ api }) => {
    const store = await api.newStore();
    const draft = await createDraft(api, store.key);
    const refused = await command(api, store.key, draft.id, 'activate');
    expect([refused.status, refused.json.error.code]).toEqual([409, 'conflict']);
    expect(refused.json.error.message).toContain('Cart reminder');
  });

  test('of two activated at the same instant only one becomes active', async ({ api }) => {
    const store = await api.newStore();
    await command(api, store.key, store.campaignId, 'archive');
    const drafts = [await createDraft(api, store.key), await createDraft(api, store.key)];
    const answers = await Promise.all(drafts.map(({ id }) => command(api, store.key, id, 'activate')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('keeps its moment of activation over a pause', async ({ api }) => {
    const store = await api.newStore();
    const { json: active } = await api.call(`/v1/campaigns/${store.campaignId}`, { key: store.key });
    await command(api, store.key, store.campaignId, 'pause');
    const { json: resumed } = await command(api, store.key, store.campaignId, 'resume');
    expect(resumed).toMatchObject({ status: 'active', activatedAt: active.activatedAt });
  });

  test('tells its open recoveries when it is paused and resumed, and no others', async ({ api }) => {
    const shop = await createShop(api.database);
    const { key } = await createApiKey(api.database, {
      actor: system,
      storeId: shop.storeId,
      name: 'test',
      scopes: ['campaigns:write'],
    });
    const openId = await shop.recovery(await shop.cart({ customerId: await shop.customer() }));
    await shop.recovery(await shop.cart({ customerId: await shop.customer() }), {
      stage: 'ended',
      endedAt: new Date(),
    });
    await command(api, key, shop.campaignId, 'pause');
    await command(api, key, shop.campaignId, 'pause');
    await command(api, key, shop.campaignId, 'resume');
    const queued = await shop.write((tx) => tx.select().from(signalOutbox));
    expect(queued.map(({ recoveryId, signal }) => [recoveryId, signal])).toEqual([
      [openId, { kind: 'campaignPaused', paused: true }],
      [openId, { kind: 'campaignPaused', paused: false }],
    ]);
  });

  test('that is archived stays archived', async ({ api }) => {
    const store = await api.newStore();
    await command(api, store.key, store.campaignId, 'archive');
    for (const name of ['activate', 'pause', 'resume'])
      expect((await command(api, store.key, store.campaignId, name)).status).toBe(409);
    expect(
      (await api.call(`/v1/campaigns/${store.campaignId}`, { method: 'PUT', key: store.key, body: campaign })).status,
    ).toBe(409);
  });

  test('gets a new version when its rules change, and none when they stay', async ({ api }) => {
    const store = await api.newStore();
    const put = (body: object) =>
      api.call(`/v1/campaigns/${store.campaignId}`, { method: 'PUT', key: store.key, body });
    expect((await put(campaign)).json).toMatchObject({ version: 2, name: 'Spring' });
    expect((await put({ ...campaign, name: 'Summer' })).json).toMatchObject({ version: 2, name: 'Summer' });
    expect((await put({ ...campaign, rules: [{ ...rule, delayMs: 1 }] })).json).toMatchObject({
      version: 3,
      rules: [{ delayMs: 1 }],
    });
  });

  test.for([
    ['a negative delay', { delayMs: -1 }, 'rules.0.delayMs'],
    ['a delay beyond thirty days', { delayMs: 31 * 86_400_000 }, 'rules.0.delayMs'],
    ['an unknown channel', { channel: 'fax' }, 'rules.0.channel'],
    ['an unknown trigger', { trigger: 'full_moon' }, 'rules.0.trigger'],
    ['a threshold without its number', { trigger: 'prediction_high' }, 'rules.0.probabilityMin'],
    ['a probability above one', { conditions: { probabilityMax: 2 } }, 'rules.0.conditions.probabilityMax'],
    [
      'bounds that exclude each other',
      { conditions: { valueMinorMin: 2, valueMinorMax: 1 } },
      'rules.0.conditions.valueMinorMax',
    ],
    ['a condition that does not exist', { conditions: { moon: 'full' } }, 'rules.0.conditions'],
    ['an hour that does not exist', { trigger: 'time_based', localTime: '25:00' }, 'rules.0.localTime'],
    ['a template name with a path in it', { template: '../secrets' }, 'rules.0.template'],
  ] as const)('with %s is refused with its path', async ([, change, path], { api }) => {
    const store = await api.newStore();
    const { status, json } = await api.call('/v1/campaigns', {
      method: 'POST',
      key: store.key,
      body: { ...campaign, rules: [{ ...rule, ...change }] },
    });
    expect([status, json.error.path]).toEqual([422, path]);
  });

  test('needs rules with names of their own', async ({ api }) => {
    const store = await api.newStore();
    const { status, json } = await api.call('/v1/campaigns', {
      method: 'POST',
      key: store.key,
      body: { ...campaign, rules: [rule, rule] },
    });
    expect([status, json.error.path]).toEqual([422, 'rules.1.id']);
  });
});

describe('the holdout of a campaign', () => {
  const put = (api: ApiFixture, { key, id, percent }: { key: string; id: string; percent: unknown }) =>
    api.call(`/v1/campaigns/${id}/holdout`, { method: 'PUT', key, body: { percent } });

  test('is a tenth of the people of a new campaign', async ({ api }) => {
    const store = await api.newStore();
    expect(await createDraft(api, store.key)).toMatchObject({ holdoutPercent: 10 });
  });

  test('begins anew with another share, is written down with both shares, and changes nothing when it is the same', async ({
    api,
  }) => {
    const store = await api.newStore();
    const { id, holdoutSince } = (await createDraft(api, store.key)) as { id: string; holdoutSince: string };
    const changed = await put(api, { key: store.key, id, percent: 25 });
    expect(changed).toMatchObject({ status: 200, json: { holdoutPercent: 25, version: 1, revision: 1 } });
    expect(Date.parse(changed.json.holdoutSince)).toBeGreaterThanOrEqual(Date.parse(holdoutSince));
    const same = await put(api, { key: store.key, id, percent: 25 });
    expect(same.json).toEqual(changed.json);
    const { json: audit } = await api.call(`/v1/audit?subjectKind=campaign&subjectId=${id}`, { key: store.key });
    expect(audit.items.map(({ change }: { change: object }) => change)).toMatchObject([
      { holdoutPercent: { before: 10, after: 25 } },
      { holdoutPercent: { before: null, after: 10 } },
    ]);
  });

  test('is at most half of the people, and that of an archived campaign stays', async ({ api }) => {
    const store = await api.newStore();
    const id = store.campaignId;
    for (const percent of [-1, 51, 10.5, '10', null])
      expect((await put(api, { key: store.key, id, percent })).status).toBe(422);
    await command(api, store.key, id, 'archive');
    expect((await put(api, { key: store.key, id, percent: 20 })).status).toBe(409);
  });
});
