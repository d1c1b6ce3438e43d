import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { cartAliases, carts, orders } from '../../db/postgres/schema/index.ts';
import { type Database, withPipeline } from '../../db/postgres/tenancy.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import { eventsOf } from '../../test/event-factory.ts';
import { createShop } from '../../test/shop-factory.ts';
import { test } from '../../test/system-of-record.ts';
import { cartIdOf, orderIdOf } from '../shared/ids.ts';
import { createStoreThresholdsCache } from '../state/stores/idle-thresholds.ts';
import { applyEvents } from './apply-events.ts';

const lines = [{ productId: 'kettle', quantity: 1, unitPriceMinor: 4_900 }];
const bought = { orderId: 'o', lines, totalMinor: 4_900, currency: 'EUR' };

describe('a cart with two ids', () => {
  for (const [order, then] of [
    [['checkout', 'order'], 'one after the other'],
    [['order', 'checkout'], 'the order first'],
  ] as const)
    for (const together of [false, true])
      test(`is bought by an order that names the other one: ${then}${together ? ', in one batch' : ''}`, async ({
        systemOfRecord: database,
      }) => {
        const { storeId, event, take, cart, order: kept } = await openStore(database);
        const told = {
          cart: event('cart_updated', { cartId: 'basket', lines, minute: 1 }),
          checkout: event('checkout_updated', { cartId: 'basket', cartAliases: ['till'], lines, minute: 2 }),
          order: event('order_placed', { cartId: 'till', ...bought, minute: 3, who: { email: 'else@shop.example' } }),
        };
        const batch = [told.cart, ...order.map((name) => told[name])];
        if (together) await take(...batch);
        else for (const one of batch) await take(one);
        expect(await cart('basket')).toMatchObject({ status: 'purchased', lines: [], abandonAt: null });
        expect((await kept('o')).cartId).toBe(cartIdOf(storeId, 'basket'));
      });

  test('is one cart, whichever of them is named', async ({ systemOfRecord: database }) => {
    const { event, take, cart, cartNames } = await openStore(database);
    await take(event('cart_updated', { cartId: 'basket', cartAliases: ['till'], lines, minute: 1 }));
    const more = [{ productId: 'kettle', quantity: 3, unitPriceMinor: 4_900 }];
    await take(event('checkout_updated', { cartId: 'till', lines: more, minute: 2 }));
    expect(await cart('basket')).toMatchObject({ stage: 'checkout', lines: [{ quantity: 3 }] });
    expect(await cartNames()).toEqual(['basket']);
  });

  test('is not offered twice when it was opened under each before they were known to be one', async ({
    systemOfRecord: database,
  }) => {
    const { event, take, cart } = await openStore(database);
    await take(event('checkout_started', { cartId: 'till', lines, minute: 1 }));
    expect((await cart('till')).abandonAt).not.toBeNull();
    await take(event('checkout_updated', { cartId: 'basket', cartAliases: ['till'], lines, minute: 2 }));
    expect(await cart('till')).toMatchObject({ lines: [], abandonAt: null });
    expect(await cart('basket')).toMatchObject({ lines: [{ productId: 'kettle' }] });
  });

  test('keeps the order that is paid later: what waited for its payment moves along', async ({
    systemOfRecord: database,
  }) => {
    const { event, take, cart } = await openStore(database);
    await take(event('order_pending', { cartId: 'till', ...bought, minute: 3 }));
    await take(event('checkout_updated', { cartId: 'basket', cartAliases: ['till'], lines, minute: 2 }));
    expect(await cart('basket')).toMatchObject({ status: 'open', stage: 'payment' });
    await take(event('order_placed', { cartId: 'till', ...bought, minute: 4 }));
    expect(await cart('basket')).toMatchObject({ status: 'purchased' });
  });

  test('stays the one that was told first', async ({ systemOfRecord: database }) => {
    const { event, take, aliases } = await openStore(database);
    await take(
      event('cart_updated', { cartId: 'basket', cartAliases: ['till'], lines, minute: 1 }),
      event('cart_updated', { cartId: 'trolley', cartAliases: ['till'], lines, minute: 2 }),
      event('cart_updated', { cartId: 'till', cartAliases: ['basket', 'till'], lines, minute: 3 }),
    );
    expect(await aliases()).toEqual([{ alias: 'till', cartId: 'basket' }]);
  });

  test('is a matter of its store alone', async ({ systemOfRecord: database }) => {
    const [one, other] = [await openStore(database), await openStore(database)];
    await one.take(one.event('cart_updated', { cartId: 'basket', cartAliases: ['till'], lines, minute: 1 }));
    await other.take(other.event('cart_updated', { cartId: 'till', lines, minute: 2 }));
    expect(await other.cartNames()).toEqual(['till']);
  });
});

async function openStore(database: Database) {
  const shop = await createShop(database);
  const { storeId, write: read } = shop;
  const storeThresholds = createStoreThresholdsCache();
  const only = <T>(rows: readonly T[]): T => {
    if (rows.length !== 1 || rows[0] === undefined) throw new Error(`${rows.length} rows instead of one`);
    return rows[0];
  };
  return {
    storeId,
    event: eventsOf(storeId),
    take: (...events: AcceptedEvent[]) => withPipeline(database, (tx) => applyEvents(tx, events, { storeThresholds })),
    cart: async (externalId: string) =>
      only(
        await read((tx) =>
          tx
            .select()
            .from(carts)
            .where(and(eq(carts.storeId, storeId), eq(carts.id, cartIdOf(storeId, externalId)))),
        ),
      ),
    order: async (externalId: string) =>
      only(
        await read((tx) =>
          tx
            .select()
            .from(orders)
            .where(eq(orders.id, orderIdOf(storeId, externalId))),
        ),
      ),
    cartNames: async () => (await read((tx) => tx.select().from(carts))).map(({ externalId }) => externalId),
    aliases: () => read((tx) => tx.select({ alias: cartAliases.alias, cartId: cartAliases.cartId }).from(cartAliases)),
  };
}
