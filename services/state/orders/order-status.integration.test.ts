import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { carts, customers, orders } from '../../../db/postgres/schema/index.ts';
import { type Database, withPipeline } from '../../../db/postgres/tenancy.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import { eventsOf, minuteAt } from '../../../test/event-factory.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { applyEvents } from '../../pipeline/apply-events.ts';
import { createStoreThresholdsCache } from '../stores/idle-thresholds.ts';

const line = { productId: 'p', quantity: 1, unitPriceMinor: 500 };
const money = { totalMinor: 500, currency: 'EUR' };

describe('an order that waits for its payment', () => {
  test('leaves its cart as it is, at a stage of its own, and keeps what was ordered (I18)', async ({
    systemOfRecord: database,
  }) => {
    const { event, take, cart, order } = await openStore(database);
    await take(
      event('checkout_started', { cartId: 'c', lines: [line], minute: 1 }),
      event('order_pending', { cartId: 'c', orderId: 'o', lines: [line], ...money, minute: 5 }),
    );
    expect(await cart()).toMatchObject({
      status: 'open',
      stage: 'payment',
      lines: [line],
      lastActivityAt: new Date(minuteAt(5)),
    });
    expect((await cart()).abandonAt?.getTime()).toBeGreaterThan(minuteAt(5));
    expect(await order()).toMatchObject({ placedAt: null, pendingAt: new Date(minuteAt(5)), ...money });
  });

  test('is bought once it is paid for, with the cart that only the pending order named', async ({
    systemOfRecord: database,
  }) => {
    const { event, take, cart, order } = await openStore(database);
    await take(
      event('checkout_started', { cartId: 'c', lines: [line], minute: 1 }),
      event('order_pending', { cartId: 'c', orderId: 'o', ...money, minute: 5 }),
    );
    await take(event('order_placed', { orderId: 'o', ...money, minute: 9 }));
    expect(await cart()).toMatchObject({ status: 'purchased', stage: 'cart', lines: [], abandonAt: null });
    expect(await order()).toMatchObject({ placedAt: new Date(minuteAt(9)), pendingAt: new Date(minuteAt(5)) });
  });

  test.for([
    ['order_failed', 'is a checkout again', [line]],
    ['order_cancelled', 'is over, with what was ordered', []],
  ] as const)('and then hears %s %s', async ([type, , lines], { systemOfRecord: database }) => {
    const { event, take, cart } = await openStore(database);
    await take(
      event('checkout_started', { cartId: 'c', lines: [line], minute: 1 }),
      event('order_pending', { cartId: 'c', orderId: 'o', ...money, minute: 5 }),
    );
    await take(event(type, { orderId: 'o', minute: 9 }));
    expect(await cart()).toMatchObject({ status: 'open', stage: 'checkout', lines });
  });

  test('is a purchase when it is paid after it was called off, and stays called off when old news come late', async ({
    systemOfRecord: database,
  }) => {
    const { event, take, order, cart } = await openStore(database);
    const placed = { cartId: 'c', orderId: 'o', ...money };
    await take(
      event('checkout_started', { cartId: 'c', lines: [line], minute: 1 }),
      event('order_cancelled', { orderId: 'o', minute: 9 }),
    );
    await take(event('order_placed', { ...placed, minute: 5 }));
    expect(await order()).toMatchObject({ status: 'cancelled' });
    await take(event('order_placed', { ...placed, minute: 12 }));
    expect(await order()).toMatchObject({ status: 'placed' });
    expect(await cart()).toMatchObject({ status: 'purchased' });
  });

  test('ends the same in whatever order its story arrives, and in whatever portions', async ({
    systemOfRecord: database,
  }) => {
    const endings = fc.constantFrom('order_placed', 'order_failed', 'order_cancelled');
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3], { minLength: 4 }),
        endings,
        fc.integer({ min: 1, max: 4 }),
        async (order, ending, portion) => {
          const { event, take, cart, order: orderRow } = await openStore(database);
          const last = { id: 'e3', orderId: 'o', minute: 9, ...(ending === 'order_placed' && money) };
          const story = [
            event('checkout_started', { id: 'e0', cartId: 'c', lines: [line], minute: 1 }),
            event('order_pending', { id: 'e1', cartId: 'c', orderId: 'o', ...money, minute: 5 }),
            event('product_viewed', { id: 'e2', cartId: 'c', productId: 'x', minute: 7 }),
            event(ending, last as never),
          ];
          const arrived = [...order, 0, 1, 2, 3].flatMap((index) => story[index] ?? []);
          for (let start = 0; start < arrived.length; start += portion)
            await take(...arrived.slice(start, start + portion));
          const bought = ending === 'order_placed';
          expect(await cart()).toMatchObject(
            bought
              ? { status: 'purchased', stage: 'cart', lines: [] }
              : { status: 'open', stage: 'checkout', lines: [line] },
          );
          expect((await orderRow()).placedAt).toEqual(bought ? new Date(minuteAt(9)) : null);
        },
      ),
      { numRuns: 20 },
    );
  });
});

test('what becomes of an order introduces nobody', async ({ systemOfRecord: database }) => {
  const { event, take, people } = await openStore(database);
  const who = { anonymousId: 'shopify-order:1' };
  await take(
    event('order_paid', { orderId: 'o', minute: 1, who }),
    event('order_refunded', { orderId: 'o', refundedMinor: 1, currency: 'EUR', minute: 2, who }),
  );
  expect(await people()).toEqual([]);
  await take(event('order_placed', { orderId: 'o', ...money, minute: 1, who: { email: 'a@shop.example' } }));
  expect(await people()).toHaveLength(1);
});

test('a refund counts once, however often and late it is told', async ({ systemOfRecord: database }) => {
  const { event, take, order } = await openStore(database);
  const refund = (id: string, refundedMinor: number) =>
    event('order_refunded', { id, orderId: 'o', refundedMinor, currency: 'EUR', minute: 2 });
  await take(event('order_placed', { orderId: 'o', ...money, minute: 1 }), refund('r1', 100), refund('r1', 100));
  await take(refund('r2', 50));
  await take(refund('r1', 100), refund('r2', 50));
  expect(await order()).toMatchObject({ refundedMinor: 150, refundIds: [{ id: 'r1' }, { id: 'r2' }] });
});

/** One fresh store with at most one cart and one order. */
async function openStore(database: Database) {
  const { storeId, write } = await createShop(database);
  const storeThresholds = createStoreThresholdsCache();
  const only = <T>(rows: readonly T[]): T => {
    const [row] = rows;
    if (!row || rows.length > 1) throw new Error(`${rows.length} rows instead of one`);
    return row;
  };
  return {
    event: eventsOf(storeId),
    take: (...events: AcceptedEvent[]) => withPipeline(database, (tx) => applyEvents(tx, events, { storeThresholds })),
    cart: async () => only(await write((tx) => tx.select().from(carts))),
    order: async () => only(await write((tx) => tx.select().from(orders))),
    people: () => write((tx) => tx.select().from(customers)),
  };
}
