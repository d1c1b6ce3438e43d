import { describe, expect } from 'vitest';
import { decisions, messages } from '../../db/postgres/schema/index.ts';
import { system } from '../../domain/actor.ts';
import { emptyCart } from '../../domain/cart.ts';
import { type KeyScope, keyScopes } from '../../domain/key-scope.ts';
import { createApiKey } from '../../services/accounts/api-keys/create.ts';
import { uuidV7 } from '../../services/shared/ids.ts';
import { type ApiFixture, test } from '../../test/api-fixture.ts';
import { createShop, type Shop } from '../../test/shop-factory.ts';

const everything = [...keyScopes];

async function newShop(
  api: ApiFixture,
  ...scopes: KeyScope[]
): Promise<{ shop: Shop; key: string; read: (path: string) => ReturnType<ApiFixture['call']> }> {
  const shop = await createShop(api.database);
  const { key } = await createApiKey(api.database, {
    actor: system,
    storeId: shop.storeId,
    name: 'test',
    scopes: scopes.length > 0 ? scopes : everything,
  });
  return { shop, key, read: (path) => api.call(path, { key }) };
}

async function decide(shop: Shop, cartId: string, values: Partial<typeof decisions.$inferInsert>): Promise<void> {
  await shop.write((tx) =>
    tx.insert(decisions).values({ storeId: shop.storeId, id: uuidV7(), kind: 'not_sent', cartId, ...values }),
  );
}

async function send(
  shop: Shop,
  ids: { recoveryId: string; cartId: string; customerId: string },
  values: Partial<typeof messages.$inferInsert> = {},
): Promise<string> {
  const id = uuidV7();
  await shop.write((tx) =>
    tx.insert(messages).values({
      storeId: shop.storeId,
      id,
      ...ids,
      ruleId: 'touch-1',
      channel: 'email',
      template: 'cart-reminder-1',
      provider: 'outbox',
      addressHash: 'hash-of-an-address',
      basis: 'consent',
      state: 'accepted',
      cartVersion: 1,
      ...values,
    }),
  );
  return id;
}

async function pagesOf(read: (path: string) => ReturnType<ApiFixture['call']>, path: string): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { status, json }: Awaited<ReturnType<ApiFixture['call']>> = await read(
      `${path}${path.includes('?') ? '&' : '?'}limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
    );
    expect(status).toBe(200);
    seen.push(...json.items.map(({ id }: { id: string }) => id));
    cursor = json.nextCursor;
  } while (cursor !== null);
  return seen;
}

describe('a list', () => {
  test('of carts is read page by page without a gap or a repeat, also when many changed in the same millisecond', async ({
    api,
  }) => {
    const { shop, read } = await newShop(api);
    const updatedAt = new Date();
    const made: string[] = [];
    for (let index = 0; index < 5; index++) made.push((await shop.cart({ updatedAt })).id);
    expect((await pagesOf(read, '/v1/carts')).sort()).toEqual(made.sort());
  });

  test('of carts is filtered by status, abandonment, customer and the shop’s own id', async ({ api }) => {
    const { shop, read } = await newShop(api);
    const customerId = await shop.customer();
    const open = await shop.cart({ customerId });
    const abandoned = await shop.cart({ abandonedAt: new Date(), externalId: 'cart 1042' });
    const bought = await shop.cart({ status: 'purchased' });
    expect(await pagesOf(read, '/v1/carts?status=purchased')).toEqual([bought.id]);
    expect(await pagesOf(read, '/v1/carts?abandoned=true')).toEqual([abandoned.id]);
    expect(await pagesOf(read, '/v1/carts?abandoned=false&status=open')).toEqual([open.id]);
    expect(await pagesOf(read, `/v1/carts?customerId=${customerId}`)).toEqual([open.id]);
    expect(await pagesOf(read, '/v1/carts?externalId=cart%201042')).toEqual([abandoned.id]);
  });

  test('of recoveries, messages and decisions is read page by page and filtered', async ({ api }) => {
    const { shop, read } = await newShop(api);
    const made: { recoveryId: string; messageId: string }[] = [];
    for (let index = 0; index < 3; index++) {
      const customerId = await shop.customer();
      const cart = await shop.cart({ customerId });
      const recoveryId = await shop.recovery(cart);
      await decide(shop, cart.id, { recoveryId, reason: index === 0 ? 'frequency_cap' : 'no_consent' });
      made.push({ recoveryId, messageId: await send(shop, { recoveryId, cartId: cart.id, customerId }) });
    }
    expect((await pagesOf(read, '/v1/recoveries')).sort()).toEqual(made.map(({ recoveryId }) => recoveryId).sort());
    expect((await pagesOf(read, '/v1/messages')).sort()).toEqual(made.map(({ messageId }) => messageId).sort());
    expect(await pagesOf(read, '/v1/decisions?reason=no_consent')).toHaveLength(2);
    expect(await pagesOf(read, '/v1/recoveries?stage=ended')).toEqual([]);
    expect(await pagesOf(read, `/v1/messages?recoveryId=${made[1]?.recoveryId}`)).toEqual([made[1]?.messageId]);
  });

  test.for([
    'limit=0',
    'limit=201',
    'limit=1e3',
    'limit=',
    'cursor=nonsense',
    'cursor=',
    'status=gone',
    'abandoned=yes',
    'customerId=1',
    'externalId=%00',
  ])('refuses the query %s with its path', async (query, { api }) => {
    const { read } = await newShop(api);
    const { status, json } = await read(`/v1/carts?${query}`);
    expect([status, json.error.path]).toEqual([400, query.split('=')[0]]);
  });
});

describe('a cart', () => {
  test('tells its whole story in order, and the reason of what was not sent', async ({ api }) => {
    const { shop, read } = await newShop(api);
    const customerId = await shop.customer();
    const at = Date.parse('2026-01-01T10:00:00Z');
    const cart = await shop.cart({
      customerId,
      abandonAt: new Date(at + 1_000),
      fold: { ...emptyCart, recent: [{ id: 'e-1', at, kind: 'add', line: { productId: 'lamp', quantity: 2 } }] },
    });
    const recoveryId = await shop.recovery(cart);
    await send(shop, { recoveryId, cartId: cart.id, customerId }, { claimedAt: new Date(at + 2_000) });
    await decide(shop, cart.id, {
      recoveryId,
      ruleId: 'touch-2',
      channel: 'sms',
      reason: 'channel_no_consent',
      at: new Date(at + 3_000),
    });
    const { json } = await read(`/v1/carts/${cart.id}`);
    expect(json.timeline.map(({ kind, text, reason }: Record<string, string>) => [kind, text, reason])).toEqual([
      ['activity', 'Added 2 × lamp.', null],
      ['recovery', 'Abandoned: recovery 1 began.', null],
      ['message', 'cart-reminder-1 by email: accepted.', null],
      [
        'decision',
        'A message was not sent. The person has not agreed to messages on this channel.',
        'channel_no_consent',
      ],
    ]);
    expect(json.lines).toEqual([{ productId: 'p-1', quantity: 2, unitPriceMinor: 1_250, name: 'Lipstick' }]);
  });

  test('is predicted with the reasons of the model', async ({ api }) => {
    const { shop, key } = await newShop(api);
    const { id } = await shop.cart();
    const predict = () => api.call('/v1/predictions', { method: 'POST', key, body: { cartId: id } });
    expect((await predict()).status).toBe(404);
    const prediction = {
      probability: 0.25,
      modelVersion: 'm-1',
      reasons: [{ feature: 'views', value: 3, direction: 'raises' as const, contribution: 0.4 }],
    };
    api.predictions.set(id, prediction);
    expect(await predict()).toMatchObject({ status: 200, json: { cartId: id, ...prediction } });
    const broken = api.appWith({ predict: () => Promise.reject(new Error('model /opt/secret.onnx is broken')) });
    const { status, text } = await broken.call('/v1/predictions', { method: 'POST', key, body: { cartId: id } });
    expect([status, text.includes('secret')]).toEqual([503, false]);
  });
});

describe('a customer', () => {
  test('is shown with masked addresses unless the key may administer the store', async ({ api }) => {
    const { shop, read } = await newShop(api);
    const id = await shop.customer({ email: 'ada@shop.example', phone: '+4915112345678' });
    const values = (json: { identities: { value: string }[] }) => json.identities.map(({ value }) => value).sort();
    expect(values((await read(`/v1/customers/${id}`)).json)).toEqual(['+4915112345678', 'ada@shop.example']);
    const reader = await createApiKey(api.database, {
      actor: system,
      storeId: shop.storeId,
      name: 'reader',
      scopes: ['carts:read'],
    });
    const { json, text } = await api.call(`/v1/customers/${id}`, { key: reader.key });
    expect(values(json)).toEqual(['+49•••78', 'a•••@s•••.example']);
    expect(json.consents).toMatchObject([
      { channel: 'email', status: 'granted' },
      { channel: 'sms', status: 'granted' },
    ]);
    const list = await api.call('/v1/customers', { key: reader.key });
    for (const shown of [text, list.text]) expect(shown).not.toMatch(/ada@|5112345678/);
  });
});

describe('a recovery', () => {
  test('shows its stage, what it waits for, its messages without addresses, and the way to its workflow', async ({
    api,
  }) => {
    const { shop, read } = await newShop(api);
    const customerId = await shop.customer();
    const cart = await shop.cart({ customerId });
    const recoveryId = await shop.recovery(cart, { waitsFor: 'touch-2', waitsUntil: new Date('2026-01-02T00:00:00Z') });
    await send(shop, { recoveryId, cartId: cart.id, customerId });
    await decide(shop, cart.id, { recoveryId, reason: 'frequency_cap' });
    const { json, text } = await read(`/v1/recoveries/${recoveryId}`);
    expect(json).toMatchObject({
      stage: 'waiting',
      waitsFor: 'touch-2',
      waitsUntil: '2026-01-02T00:00:00.000Z',
      decisions: [{ reason: 'frequency_cap', reasonText: 'The person got the most messages allowed for the period.' }],
      messages: [{ channel: 'email', state: 'accepted' }],
      temporalUrl: `http://temporal.test/namespaces/default/workflows/${encodeURIComponent(json.workflowId)}`,
    });
    expect(text).not.toContain('hash-of-an-address');
  });

  test.for(['pause', 'resume', 'skip-wait', 'stop'] as const)(
    'is told to %s through its workflow',
    async (command, { api }) => {
      const { shop, key } = await newShop(api);
      const cart = await shop.cart({ customerId: await shop.customer() });
      const id = await shop.recovery(cart, { workflowId: `recovery/${shop.storeId}/${cart.id}/1` });
      const { status } = await api.call(`/v1/recoveries/${id}/${command}`, { method: 'POST', key });
      expect(status).toBe(202);
      expect(api.told).toContainEqual({ workflowId: `recovery/${shop.storeId}/${cart.id}/1`, command });
      const { json } = await api.call(`/v1/decisions?recoveryId=${id}`, { key });
      expect(json.items).toMatchObject([{ kind: 'operator', cartId: cart.id, detail: { command } }]);
    },
  );

  test('that has ended, or whose workflow is gone, is told nothing', async ({ api }) => {
    const { shop, key } = await newShop(api);
    const ended = await shop.recovery(await shop.cart({ customerId: await shop.customer() }), {
      stage: 'ended',
      endedAt: new Date(),
    });
    const cart = await shop.cart({ customerId: await shop.customer() });
    const lost = await shop.recovery(cart);
    api.gone.add(`recovery/${shop.storeId}/${cart.id}/1`);
    for (const id of [ended, lost])
      expect((await api.call(`/v1/recoveries/${id}/stop`, { method: 'POST', key })).status).toBe(409);
  });
});

describe('the stats', () => {
  test('count outcomes, messages and every reason within the range and nothing outside it', async ({ api }) => {
    const { shop, read } = await newShop(api);
    const customerId = await shop.customer();
    const cart = await shop.cart({ customerId });
    const recoveryId = await shop.recovery(cart, {
      stage: 'ended',
      outcome: 'purchased',
      reason: 'purchased',
      endedAt: new Date(),
    });
    await send(shop, { recoveryId, cartId: cart.id, customerId });
    await decide(shop, cart.id, { reason: 'no_consent', kind: 'not_started' });
    await decide(shop, cart.id, { reason: 'no_consent', kind: 'not_started', at: new Date('2020-01-01T00:00:00Z') });
    const { json } = await read('/v1/stats');
    expect(json.recoveries).toEqual([
      { outcome: 'purchased', reason: 'purchased', reasonText: 'The person bought this cart.', count: 1 },
    ]);
    expect(json.messages).toEqual([{ channel: 'email', state: 'accepted', count: 1 }]);
    expect(json.decisions).toMatchObject([{ kind: 'not_started', reason: 'no_consent', count: 1 }]);
  });

  test.for([
    'from=yesterday',
    'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
    'from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z',
    'to=9999-12-31T23:59:59Z',
  ])('refuse the range %s', async (query, { api }) => {
    const { read } = await newShop(api);
    expect((await read(`/v1/stats?${query}`)).status).toBe(400);
  });
});

test('another store sees nothing of all this', async ({ api }) => {
  const { shop } = await newShop(api);
  const stranger = await newShop(api);
  const customerId = await shop.customer({ email: 'same@mail.example' });
  await stranger.shop.customer({ email: 'same@mail.example' });
  const cart = await shop.cart({ customerId, externalId: 'same-cart' });
  const recoveryId = await shop.recovery(cart);
  const messageId = await send(shop, { recoveryId, cartId: cart.id, customerId });
  await decide(shop, cart.id, { recoveryId, reason: 'no_consent' });
  for (const path of [
    `/v1/carts/${cart.id}`,
    `/v1/customers/${customerId}`,
    `/v1/recoveries/${recoveryId}`,
    `/v1/messages/${messageId}`,
    `/v1/campaigns/${shop.campaignId}`,
  ]) {
    expect([path, (await stranger.read(path)).status]).toEqual([path, 404]);
  }
  for (const command of ['pause', 'stop']) {
    expect(
      (await api.call(`/v1/recoveries/${recoveryId}/${command}`, { method: 'POST', key: stranger.key })).status,
    ).toBe(404);
    expect(
      (await api.call(`/v1/campaigns/${shop.campaignId}/archive`, { method: 'POST', key: stranger.key })).status,
    ).toBe(404);
  }
  for (const path of [
    '/v1/carts',
    '/v1/recoveries',
    '/v1/messages',
    '/v1/decisions',
    `/v1/carts?customerId=${customerId}`,
    '/v1/carts?externalId=same-cart',
  ]) {
    expect([path, (await stranger.read(path)).json.items]).toEqual([path, []]);
  }
  expect((await stranger.read('/v1/customers')).json.items).toHaveLength(1);
  expect((await stranger.read('/v1/stats')).json).toMatchObject({ recoveries: [], messages: [], decisions: [] });
  const cursor = Buffer.from(`${Date.now() + 60_000}/${cart.id}`).toString('base64url');
  expect((await stranger.read(`/v1/carts?cursor=${cursor}`)).json.items).toEqual([]);
});
