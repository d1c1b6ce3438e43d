import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { cartQuarantines, carts } from '../../../db/postgres/schema/index.ts';
import { system } from '../../../domain/actor.ts';
import { cartStandings } from '../../../domain/cart-standing.ts';
import { type KeyScope, wideScopes } from '../../../domain/key-scope.ts';
import { createApiKey } from '../../../services/accounts/api-keys/create.ts';
import { cartIdOf } from '../../../services/shared/ids.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { createShop, type Shop, type ShopOptions } from '../../../test/shop-factory.ts';

async function open(api: ApiFixture, options: ShopOptions = {}, scopes: readonly KeyScope[] = wideScopes) {
  const shop = await createShop(api.database, options);
  const { storeId } = shop;
  const { key } = await createApiKey(api.database, { actor: system, storeId, name: 'test', scopes });
  const read = async (path: string) => {
    const { status, json } = await api.call(path, { key });
    expect([path, status]).toEqual([path, 200]);
    return json;
  };
  const ids = async (query: string): Promise<string[]> =>
    (await read(`/v1/carts?${query}`)).items.map(({ id }: { id: string }) => id).sort();
  return { shop, key, read, ids };
}

/** One cart of each standing, and some that differ from it by a little. */
async function everyStanding(shop: Shop) {
  const known = async () => ({ customerId: await shop.customer() });
  const after = { stage: 'ended', outcome: 'purchased', reason: 'purchased', endedAt: new Date() } as const;
  const armed = await shop.cart(await known());
  const empty = await shop.cart({ ...(await known()), lines: [], abandonAt: null });
  const letGo = await shop.cart({ ...(await known()), abandonAt: null });
  const inRecovery = await shop.cart({ ...(await known()), abandonAt: null });
  await activate(shop, inRecovery.id, await shop.recovery(inRecovery));
  const bought = await shop.cart({ ...(await known()), status: 'purchased', abandonAt: null, recoveries: 1 });
  await shop.recovery(bought, after);
  const wonBack = await shop.cart({ ...(await known()), status: 'purchased', abandonAt: null, recoveries: 1 });
  await shop.sentMessage(wonBack, await shop.recovery(wonBack, after));
  const wonElsewhere = await shop.cart({ ...(await known()), abandonAt: null, recoveries: 1 });
  await shop.sentMessage(wonElsewhere, await shop.recovery(wonElsewhere, after));
  const touchedAgain = await shop.cart({ ...(await known()), recoveries: 1 });
  await shop.sentMessage(touchedAgain, await shop.recovery(touchedAgain, after));
  const late = await shop.cart({ ...(await known()), status: 'purchased', abandonAt: null, recoveries: 1 });
  const ended = await shop.recovery(late, { ...after, outcome: 'completed', reason: 'no_touch_left' });
  await shop.sentMessage(late, ended);
  await shop.order({ cartId: late.id, recoveryId: ended });
  const suspected = await shop.cart({ ...(await known()), abandonAt: null });
  await shop.write((tx) =>
    tx.insert(cartQuarantines).values({
      ...{ storeId: shop.storeId, cartId: suspected.id, state: 'quarantined', score: 0.9, reasons: [] },
      ...{ decidedBy: 'engine', decidedAt: new Date() },
    }),
  );
  return {
    open: [armed.id, empty.id, touchedAgain.id],
    abandoned: [letGo.id],
    recovering: [inRecovery.id],
    purchased: [bought.id],
    recovered: [wonBack.id, wonElsewhere.id, late.id],
    quarantined: [suspected.id],
  };
}

async function activate(shop: Shop, cartId: string, recoveryId: string): Promise<void> {
  await shop.write((tx) => tx.update(carts).set({ activeRecoveryId: recoveryId }).where(eq(carts.id, cartId)));
}

describe('the list of carts', () => {
  test('has each cart under exactly one standing, the same by the filter and in the row', async ({ api }) => {
    const { shop, read, ids } = await open(api);
    const expected = await everyStanding(shop);
    for (const standing of cartStandings) {
      expect([standing, await ids(`standing=${standing}`)]).toEqual([standing, expected[standing].toSorted()]);
      for (const item of (await read(`/v1/carts?standing=${standing}`)).items) expect(item.standing).toBe(standing);
    }
    expect((await ids('limit=200')).length).toBe(Object.values(expected).flat().length);
  });

  test('says how long it is, exactly, and the same as its pages', async ({ api }) => {
    const { shop, read } = await open(api);
    for (let index = 0; index < 5; index++) await shop.cart();
    const page = await read('/v1/carts?count=true&limit=2');
    expect([page.items.length, page.total, page.totalAtLeast]).toEqual([2, 5, 5]);
    expect((await read('/v1/carts?limit=2')).total).toBeUndefined();
  });

  test('shows for a reason as many carts as it was decided about in these days of the store, on this channel (I16)', async ({
    api,
  }) => {
    const { shop, read, ids } = await open(api, { timeZone: 'Pacific/Auckland' });
    const [early, late, other] = [await shop.cart(), await shop.cart(), await shop.cart()];
    // The first of November in Auckland begins at 11:00 UTC on the last of October.
    await shop.decision(early.id, { reason: 'no_consent', kind: 'not_started', at: new Date('2026-10-31T10:59:59Z') });
    await shop.decision(late.id, { reason: 'no_consent', kind: 'not_started', at: new Date('2026-10-31T11:00:00Z') });
    await shop.decision(late.id, { reason: 'no_consent', kind: 'not_started', at: new Date('2026-11-01T05:00:00Z') });
    await shop.decision(other.id, { reason: 'frequency_cap', channel: 'sms', at: new Date('2026-10-31T12:00:00Z') });
    const november = 'from=2026-11-01&to=2026-11-30';
    expect(await ids(`reason=no_consent&${november}`)).toEqual([late.id]);
    expect(await ids(`reason=frequency_cap&channel=sms&${november}`)).toEqual([other.id]);
    expect(await ids(`reason=frequency_cap&channel=email&${november}`)).toEqual([]);
    const { items, total } = await read(`/v1/carts?reason=no_consent&count=true`);
    expect([total, items[0].nonSend]).toMatchObject([
      2,
      { reason: 'no_consent', reasonText: expect.stringMatching(/\.$/) },
    ]);
  });

  test('is filtered by what a cart is worth, its recovery, its last change and the beginning of its id', async ({
    api,
  }) => {
    const { shop, ids } = await open(api);
    const customerId = await shop.customer();
    const cheap = await shop.cart({ valueMinor: 100, externalId: 'basket-1' });
    const dear = await shop.cart({ customerId, valueMinor: 90_000, externalId: 'basket-2', currency: 'CHF' });
    const old = await shop.cart({
      id: cartIdOf(shop.storeId, 'ba'),
      ...{ externalId: 'ba', valueMinor: null, updatedAt: new Date('2026-01-05T12:00:00Z') },
    });
    await shop.recovery(dear, { outcome: 'stopped', reason: 'unsubscribed', endedAt: new Date(), stage: 'ended' });
    expect(await ids('valueMinorMin=101')).toEqual([dear.id]);
    expect(await ids('valueMinorMax=100')).toEqual([cheap.id]);
    expect(await ids('currency=CHF')).toEqual([dear.id]);
    expect(await ids(`campaignId=${shop.campaignId}`)).toEqual([dear.id]);
    expect(await ids('outcome=stopped')).toEqual([dear.id]);
    expect(await ids('outcome=purchased')).toEqual([]);
    expect(await ids('to=2026-01-05')).toEqual([old.id]);
    expect(await ids('to=2026-01-04')).toEqual([]);
    expect(await ids('search=basket')).toEqual([cheap.id, dear.id].sort());
    expect(await ids('search=ba')).toEqual([cheap.id, dear.id, old.id].sort());
    expect(await ids('search=%25')).toEqual([]);
  });

  test('names the first goods, where the recovery stands and why nothing was sent', async ({ api }) => {
    const { shop, read } = await open(api);
    const cart = await shop.cart({ customerId: await shop.customer() });
    const waitsUntil = new Date('2026-12-01T08:00:00.000Z');
    await shop.recovery(cart, { waitsFor: 'touch-2', waitsUntil });
    await shop.decision(cart.id, { reason: 'channel_no_consent', channel: 'sms' });
    await shop.decision(cart.id, { kind: 'ended', reason: 'purchased', at: new Date(Date.now() + 1_000) });
    expect((await read('/v1/carts')).items).toMatchObject([
      {
        goods: ['Lipstick'],
        recovery: { stage: 'waiting', waitsFor: 'touch-2', waitsUntil: waitsUntil.toISOString() },
        nonSend: { reason: 'channel_no_consent', channel: 'sms' },
      },
    ]);
  });

  test.for(['standing=lost', 'valueMinorMin=-1', 'valueMinorMax=1e3', 'currency=eur', 'from=2026-02-30', 'count=1'])(
    'refuses the query %s with its path',
    async (query, { api }) => {
      const { key } = await open(api);
      const { status, json } = await api.call(`/v1/carts?${query}`, { key });
      expect([status, json.error.path]).toEqual([400, query.split('=')[0]]);
    },
  );
});

describe('a cart', () => {
  test('says in parts where it stands, with the step among those of its campaign', async ({ api }) => {
    const { shop, read } = await open(api);
    const cart = await shop.cart({ customerId: await shop.customer(), abandonAt: null });
    await activate(
      shop,
      cart.id,
      await shop.recovery(cart, { waitsFor: 'touch-1', waitsUntil: new Date('2026-12-01T08:00:00.000Z') }),
    );
    const { situation, recoveryList } = await read(`/v1/carts/${cart.id}`);
    expect(situation).toMatchObject({
      kind: 'waiting',
      until: '2026-12-01T08:00:00.000Z',
      step: { id: 'touch-1', number: 1, of: 1, channel: 'email', template: 'cart-reminder-1' },
    });
    expect(recoveryList).toMatchObject([
      { campaignName: 'Cart reminders', temporalUrl: expect.stringContaining('/workflows/') },
    ]);
  });

  test('that nobody could be written to about says what would bring it back', async ({ api }) => {
    const { shop, read } = await open(api);
    const { id } = await shop.cart({ abandonAt: null });
    await shop.decision(id, { kind: 'not_started', reason: 'anonymous' });
    expect((await read(`/v1/carts/${id}`)).situation).toMatchObject({
      kind: 'not_started',
      reason: 'anonymous',
      reasonText: 'Nobody is known behind the cart.',
      endedBy: ['address', 'activity'],
    });
  });

  test('lists every reason once, with how often it was decided, and every order with whether it counts', async ({
    api,
  }) => {
    const { shop, read } = await open(api);
    const customerId = await shop.customer();
    const cart = await shop.cart({ customerId });
    const about = { reason: 'channel_no_consent', channel: 'sms', ruleId: 'touch-1' } as const;
    await shop.decision(cart.id, about);
    await shop.decision(cart.id, about);
    await shop.decision(cart.id, { kind: 'predicted' });
    await shop.order({ cartId: cart.id, externalId: 'o-own', lines: [{ productId: 'lamp', quantity: 1 }] });
    await shop.order({ customerId, externalId: 'o-off', cancelledAt: new Date() });
    const { nonSends, orders } = await read(`/v1/carts/${cart.id}`);
    const { items } = await read('/v1/carts');
    expect(items[0].order).toMatchObject({ externalId: 'o-own', totalMinor: 2_500, currency: 'EUR' });
    expect(orders.find(({ own }: { own: boolean }) => own).lines).toEqual([{ productId: 'lamp', quantity: 1 }]);
    expect(nonSends).toMatchObject([{ ...about, kind: 'not_sent', times: 2 }]);
    expect(
      orders
        .map((order: Record<string, unknown>) => [order['externalId'], order['own'], order['counts'], order['event']])
        .sort(),
    ).toEqual([
      ['o-off', false, false, 'order_cancelled'],
      ['o-own', true, true, 'order_bought'],
    ]);
  });

  test('shows its recovery link to who may command recoveries, and says so where no message holds one', async ({
    api,
  }) => {
    const { shop, key } = await open(api);
    const cart = await shop.cart({ customerId: await shop.customer() });
    const ask = (by: string) => api.call(`/v1/carts/${cart.id}/recovery-link`, { method: 'POST', key: by });
    expect((await ask(key)).json.error).toMatchObject({ code: 'conflict', message: expect.stringMatching(/link/) });
    await shop.sentMessage(cart, await shop.recovery(cart));
    const { status, json } = await ask(key);
    expect([status, json.url]).toEqual([200, expect.stringMatching(/^https:\/\/engine\.example\/r\/[\w-]{43}$/)]);
    expect((await ask(await api.newKey(shop.storeId, 'carts:read'))).status).toBe(403);
    const { json: audit } = await api.call('/v1/audit?subjectKind=cart', { key });
    expect(JSON.stringify(audit)).not.toContain(json.url.slice(-43));
  });
});
