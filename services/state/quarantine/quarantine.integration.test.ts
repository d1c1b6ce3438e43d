import { describe, expect } from 'vitest';
import { carts, decisions, recoveries } from '../../../db/postgres/schema/index.ts';
import type { Actor } from '../../../domain/actor.ts';
import { addOperations, type CartOperation, contentsOf, emptyCart } from '../../../domain/cart.ts';
import { hourMs } from '../../../domain/duration.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { getStats } from '../../analytics/stats/get.ts';
import { sweepCarts } from '../../recovery/abandonment/sweep.ts';
import { storedFold } from '../carts/cart-row.ts';
import { getCart } from '../carts/get.ts';
import { listCarts } from '../carts/list.ts';
import { decideQuarantine } from './decide-quarantine.ts';

const operator: Actor = { kind: 'operator', storeId: null };

const sweepNow = () => ({ nowMs: Date.now(), limit: 1_000 });
const lastYear = () => ({ from: new Date(Date.now() - 365 * 24 * hourMs), to: new Date(Date.now() + hourMs) });

/** A due cart that a program filled: a product every half second. */
async function botCart(shop: Shop) {
  const begun = Date.now() - 3 * hourMs;
  const operations: CartOperation[] = Array.from({ length: 80 }, (_, index) => ({
    id: `op-${index}`,
    at: begun + index * 500,
    kind: 'add',
    line: { productId: `p-${index}`, quantity: 1, unitPriceMinor: 100 },
  }));
  const fold = addOperations(emptyCart, operations);
  const { lines, lastActivityAt, valueMinor } = contentsOf(fold);
  return shop.cart({
    customerId: await shop.customer(),
    lines,
    valueMinor,
    fold: storedFold(fold) as typeof fold,
    lastActivityAt: new Date(lastActivityAt),
  });
}

const reasonsOf = async (shop: Shop) =>
  (await shop.write((tx) => tx.select().from(decisions))).map(({ reason, kind }) => reason ?? kind);
const recoveriesOf = (shop: Shop) => shop.write((tx) => tx.select().from(recoveries));

describe('a cart that looks like the work of a bot', () => {
  test('is put into quarantine with its reasons when it is abandoned, and starts no recovery (I20)', async ({
    systemOfRecord,
    newShop,
  }) => {
    const shop = await newShop();
    const { storeId } = shop;
    const cart = await botCart(shop);
    await sweepCarts(systemOfRecord, sweepNow());
    expect(await recoveriesOf(shop)).toEqual([]);
    expect(await reasonsOf(shop)).toEqual(['bot_suspected']);
    const { quarantined, quarantine } = await getCart(systemOfRecord, { storeId, cartId: cart.id });
    expect([quarantined, quarantine?.state, quarantine?.decidedBy]).toEqual([true, 'quarantined', 'engine']);
    expect(quarantine?.score).toBeGreaterThan(0.8);
    expect(quarantine?.reasons.map(({ reason }) => reason)).toContain('rapid_actions');
    expect(quarantine?.reasons[0]?.text).toMatch(/\.$/);
  });

  test('is in no count of carts but its own', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    await botCart(shop);
    await shop.cart({ customerId: await shop.customer() });
    await sweepCarts(systemOfRecord, sweepNow());
    const { carts: counts } = await getStats(systemOfRecord, { storeId: shop.storeId, ...lastYear() });
    expect(counts).toEqual({ open: 1, abandoned: 1, purchased: 0, quarantined: 1 });
  });

  test('is found by the filter of the list, and other carts without it', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    const bot = await botCart(shop);
    const human = await shop.cart({ customerId: await shop.customer() });
    await sweepCarts(systemOfRecord, sweepNow());
    const ids = async (quarantined?: boolean) =>
      (await listCarts(systemOfRecord, { storeId: shop.storeId, quarantined, limit: 10, after: null })).items.map(
        ({ id }) => id,
      );
    expect(await ids(true)).toEqual([bot.id]);
    expect(await ids(false)).toEqual([human.id]);
    expect((await ids()).sort()).toEqual([bot.id, human.id].sort());
  });

  test('is judged by the clock of its store: in a replay everything seems to happen at once', async ({
    systemOfRecord,
    newShop,
  }) => {
    const shop = await newShop({ timeScale: 1_000 });
    await botCart(shop);
    await sweepCarts(systemOfRecord, sweepNow());
    expect(await recoveriesOf(shop)).toHaveLength(1);
  });

  test('is looked at anew when it is released, and never quarantined by the engine again', async ({
    systemOfRecord,
    newShop,
  }) => {
    const shop = await newShop();
    const cart = { storeId: shop.storeId, cartId: (await botCart(shop)).id };
    await sweepCarts(systemOfRecord, sweepNow());
    await decideQuarantine(systemOfRecord, { ...cart, command: 'release', actor: operator });
    await sweepCarts(systemOfRecord, sweepNow());
    expect(await recoveriesOf(shop)).toMatchObject([{ cartId: cart.cartId, stage: 'starting' }]);
    const { quarantined, quarantine, timeline } = await getCart(systemOfRecord, cart);
    expect([quarantined, quarantine?.state, quarantine?.decidedBy]).toEqual([false, 'released', 'operator']);
    expect(timeline.map(({ text }) => text)).toContainEqual(expect.stringContaining('release'));
  });
});

describe('a customer', () => {
  test('may put any cart into quarantine; asked twice, it was decided once', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    const cart = { storeId: shop.storeId, cartId: (await shop.cart({ customerId: await shop.customer() })).id };
    for (let times = 0; times < 2; times++)
      await decideQuarantine(systemOfRecord, { ...cart, command: 'quarantine', actor: operator });
    await sweepCarts(systemOfRecord, sweepNow());
    expect(await recoveriesOf(shop)).toEqual([]);
    expect(await reasonsOf(shop)).toEqual(['operator', 'bot_suspected']);
  });

  test('cannot take a cart out of a recovery by it, nor release what is not in quarantine', async ({
    systemOfRecord,
    newShop,
  }) => {
    const shop = await newShop();
    const cart = { storeId: shop.storeId, cartId: (await shop.cart({ customerId: await shop.customer() })).id };
    await expect(decideQuarantine(systemOfRecord, { ...cart, command: 'release', actor: operator })).rejects.toThrow(
      'not in quarantine',
    );
    await sweepCarts(systemOfRecord, sweepNow());
    await expect(decideQuarantine(systemOfRecord, { ...cart, command: 'quarantine', actor: operator })).rejects.toThrow(
      'in a recovery',
    );
  });

  test('of another store sees nothing of it', async ({ systemOfRecord, newShop }) => {
    const [shop, other] = [await newShop(), await newShop()];
    const cart = await botCart(shop);
    await sweepCarts(systemOfRecord, sweepNow());
    await expect(
      decideQuarantine(systemOfRecord, {
        storeId: other.storeId,
        cartId: cart.id,
        command: 'release',
        actor: operator,
      }),
    ).rejects.toThrow('no cart');
    expect(await other.write((tx) => tx.select().from(carts))).toEqual([]);
  });
});
