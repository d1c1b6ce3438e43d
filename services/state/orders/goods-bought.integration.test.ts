import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { carts, orders } from '../../../db/postgres/schema/index.ts';
import { type Database, withPipeline } from '../../../db/postgres/tenancy.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import { eventsOf, minuteAt } from '../../../test/event-factory.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { applyEvents } from '../../pipeline/apply-events.ts';
import { cartIdOf } from '../../shared/ids.ts';
import { createStoreThresholdsCache } from '../stores/idle-thresholds.ts';

const soap = { productId: 'soap', quantity: 1, unitPriceMinor: 300 };
const towel = { productId: 'towel', quantity: 1, unitPriceMinor: 900 };
const customer = { customerId: '17' };
const guest = { email: 'mia@mail.example' };
const both = { ...customer, ...guest };

describe('what was bought', () => {
  test('does not come back with a cart that was bought itself and is told again', async ({ systemOfRecord }) => {
    const { event, take, linesOf } = await openStore(systemOfRecord);
    await take(event('cart_updated', { cartId: 'c', lines: [towel], who: both, minute: 1 }));
    await take(event('order_placed', { orderId: 'of-cart', cartId: 'c', who: both, minute: 2 }));
    await take(event('order_placed', { orderId: 'other', lines: [soap], who: both, minute: 3 }));
    await take(event('cart_updated', { cartId: 'c', lines: [soap, towel], who: both, minute: 9 }));
    expect(await linesOf('c')).toEqual([]);
  });

  test('is remembered by a cart that another order has emptied before its customer is known', async ({
    systemOfRecord,
  }) => {
    const { event, take, linesOf } = await openStore(systemOfRecord);
    await take(event('order_placed', { orderId: 'first', lines: [soap], who: both, minute: 1 }));
    await take(event('order_placed', { orderId: 'second', cartId: 'c', who: {}, minute: 3 }));
    await take(event('cart_updated', { cartId: 'c', lines: [soap, towel], who: both, minute: 9 }));
    expect(await linesOf('c')).toEqual([towel]);
  });

  test('leaves the carts of the customer whom a guest turns out to be', async ({ systemOfRecord }) => {
    const { event, take, linesOf } = await openStore(systemOfRecord);
    await take(event('order_placed', { orderId: 'o', lines: [soap], who: guest, minute: 1 }));
    await take(event('cart_updated', { cartId: 'c', lines: [soap, towel], who: customer, minute: 5 }));
    await take(event('customer_identified', { who: both, minute: 9 }));
    expect(await linesOf('c')).toEqual([towel]);
  });

  test('is known to be of the customer where the order changes while its guest turns out to be one', async ({
    systemOfRecord,
  }) => {
    const { event, take, linesOf, buyersOf } = await openStore(systemOfRecord);
    await take(event('order_placed', { orderId: 'o', lines: [soap], who: guest, minute: 1 }));
    await take(event('cart_updated', { cartId: 'c1', lines: [towel], who: customer, minute: 2 }));
    await take(
      event('order_placed', { orderId: 'o', lines: [soap], who: guest, minute: 8 }),
      event('customer_identified', { who: both, minute: 9 }),
    );
    const { customerId } = await buyersOf('c1');
    expect((await buyersOf('c1')).orders).toEqual([customerId]);
    await take(event('cart_updated', { cartId: 'c2', lines: [soap, towel], who: customer, minute: 12 }));
    expect(await linesOf('c2')).toEqual([towel]);
  });
});

test('an order of another cart that names no lines makes nothing new that its shop dates before its arrival', async ({
  systemOfRecord,
}) => {
  const { event, take, lastActivityOf } = await openStore(systemOfRecord);
  await take(event('cart_updated', { cartId: 'c1', lines: [towel], who: both, minute: 1 }));
  const order = event('order_placed', { orderId: 'o', cartId: 'c2', who: both, minute: 2 });
  await take({ ...order, receivedAt: minuteAt(10) });
  const touch = event('cart_updated', { cartId: 'c1', lines: [soap], who: both, minute: 5 });
  await take({ ...touch, receivedAt: minuteAt(12) });
  expect(await lastActivityOf('c1')).toBe(minuteAt(5));
});

async function openStore(database: Database) {
  const { storeId, write } = await createShop(database);
  const storeThresholds = createStoreThresholdsCache();
  const now = () => minuteAt(60);
  const cart = async (name: string) => {
    const [row] = await write((tx) =>
      tx
        .select()
        .from(carts)
        .where(eq(carts.id, cartIdOf(storeId, name))),
    );
    if (!row) throw new Error(`there is no cart ${name}`);
    return row;
  };
  return {
    event: eventsOf(storeId),
    take: (...events: AcceptedEvent[]) =>
      withPipeline(database, (tx) => applyEvents(tx, events, { storeThresholds, now })),
    linesOf: async (name: string) => (await cart(name)).lines,
    lastActivityOf: async (name: string) => (await cart(name)).lastActivityAt.getTime(),
    /** Whose the cart is, and whose the store's orders are. */
    buyersOf: async (name: string) => ({
      customerId: (await cart(name)).customerId,
      orders: (await write((tx) => tx.select().from(orders))).map(({ customerId }) => customerId),
    }),
  };
}
