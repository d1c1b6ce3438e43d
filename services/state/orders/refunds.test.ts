import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seen } from '../../../events/matched-event.ts';
import { eventsOf } from '../../../test/event-factory.ts';
import { orderIdOf } from '../../shared/ids.ts';
import { applyOrderEvents } from './apply-order-events.ts';
import { orderEventsOf } from './order-event.ts';
import type { OrderRow } from './order-row.ts';

const storeId = randomUUID();
const event = eventsOf(storeId);
const id = orderIdOf(storeId, 'o');
const placed = (currency: string | undefined) =>
  event('order_placed', { id: 'p', orderId: 'o', totalMinor: 9_000, currency });
const refund = (of: string, minor: number, currency?: string) =>
  event('order_refunded', { id: of, orderId: 'o', refundedMinor: minor, ...(currency && { currency }) });

function orderAfter(...events: ReturnType<typeof event>[]): OrderRow | undefined {
  let orders: ReadonlyMap<string, OrderRow> = new Map();
  for (const one of events)
    orders = new Map(
      applyOrderEvents(orders, orderEventsOf([seen(one, null)])).orders.map((order) => [order.id, order]),
    );
  return orders.get(id);
}

test('refunds of an order are one sum in its currency, whatever arrives first and however often', () => {
  const told = fc.array(
    fc.record({ minor: fc.integer({ min: 1, max: 500 }), currency: fc.constantFrom('PLN', 'EUR', undefined) }),
    { maxLength: 6 },
  );
  const arrivals = fc.record({ told, currency: fc.constantFrom('PLN', 'EUR') }).chain(({ told: refunds, currency }) => {
    const events = [
      placed(currency),
      ...refunds.map(({ minor, currency: own }, index) => refund(`r${index}`, minor, own)),
    ];
    return fc.record({
      refunds: fc.constant(refunds),
      currency: fc.constant(currency),
      arrived: fc
        .shuffledSubarray([...events, ...events], { minLength: events.length })
        .map((some) => [...some, ...events]),
    });
  });
  fc.assert(
    fc.property(arrivals, ({ refunds, currency, arrived }) => {
      const sum = refunds.reduce((all, one) => ((one.currency ?? currency) === currency ? all + one.minor : all), 0);
      expect(orderAfter(...arrived)?.refundedMinor).toBe(sum);
    }),
    { numRuns: 300 },
  );
});

test('refunds in two currencies have no sum while nobody knows the order', () => {
  expect(orderAfter(refund('r1', 100, 'PLN'))?.refundedMinor).toBe(100);
  expect(orderAfter(refund('r1', 100, 'PLN'), refund('r2', 40, 'EUR'))?.refundedMinor).toBe(0);
});

test('a refund that was counted before amounts were kept by currency still counts, and once', () => {
  const before = orderAfter(placed('PLN')) as OrderRow;
  const old = new Map([[id, { ...before, refundedMinor: 250, refundIds: ['r0'] }]]);
  const after = applyOrderEvents(
    old,
    orderEventsOf([refund('r0', 250, 'PLN'), refund('r1', 50, 'PLN')].map((one) => seen(one, null))),
  );
  expect(after.orders[0]?.refundedMinor).toBe(300);
});

test('a total never stands beside the currency of another telling of the order', () => {
  const pending = event('order_pending', { id: 'w', orderId: 'o', totalMinor: 700, currency: 'EUR' });
  const untold = event('order_placed', { id: 'p', orderId: 'o', currency: 'PLN' });
  for (const arrived of [
    [pending, untold],
    [untold, pending],
  ])
    expect(orderAfter(...arrived)).toMatchObject({ totalMinor: null, currency: 'PLN' });
});
