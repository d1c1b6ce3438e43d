import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkEvent } from '../services/ingest/events/check-event.ts';
import { orderEventsOf, type PlatformOrder } from './order-events.ts';
import type { OrderMeaning } from './platform.ts';

const order: PlatformOrder = {
  platform: 'shopify',
  orderId: '81',
  who: { customerId: 'k7' },
  meaning: 'bought',
  totalMinor: 4_200,
  currency: 'EUR',
  orderedAt: '2026-11-22T08:00:00.000Z',
  paidAt: null,
  changedAt: '2026-11-22T08:05:00.000Z',
  refunds: [],
};
const later = '2026-11-23T09:00:00.000Z';
const meanings: readonly OrderMeaning[] = ['bought', 'payment_pending', 'failed', 'cancelled'];

function eventsOf(change: Partial<PlatformOrder> = {}) {
  return orderEventsOf({ ...order, ...change }) as readonly Record<string, unknown>[];
}

const idsOf = (change?: Partial<PlatformOrder>) => eventsOf(change).map(({ id }) => id);

describe('a state of an order', () => {
  test.each(meanings)('%s: told again it is the same event, come back it is another', (meaning) => {
    expect(idsOf({ meaning })).toEqual(idsOf({ meaning, totalMinor: 4_300 }));
    const [first] = idsOf({ meaning });
    const [again] = idsOf({ meaning, changedAt: later });
    expect(again).not.toBe(first);
  });

  test('that its platform does not date goes by what the adapter calls it', () => {
    expect(idsOf({ version: 'v1' })).toEqual(idsOf({ version: 'v1', changedAt: later }));
    expect(idsOf({ version: 'v1' })).not.toEqual(idsOf({ version: 'v2' }));
  });

  test('has its payment and each refund once, however often the order changes', () => {
    const known = { paidAt: order.orderedAt, refunds: [{ id: 'r1', at: order.changedAt, amountMinor: 100 }] };
    expect(idsOf(known).slice(1)).toEqual(idsOf({ ...known, changedAt: later }).slice(1));
  });
});

describe('an order', () => {
  test('that names only its cart, and no amount that can be read, is a purchase and says what is missing', () => {
    const [placed] = eventsOf({
      who: {},
      cartId: 'c1',
      totalMinor: null,
      currency: null,
      incomplete: ['totalMinor', 'currency'],
    });
    expect(placed).toMatchObject({ type: 'order_placed', who: {}, incomplete: ['totalMinor', 'currency'] });
    expect(placed).not.toHaveProperty('totalMinor');
    expect(checkEvent(placed, { searchHostile: true })).toMatchObject({ ok: true });
  });

  test('that was given back whole, of an unknown amount, gives back no amount', () => {
    expect(eventsOf({ meaning: 'refunded', totalMinor: null }).map(({ type }) => type)).toEqual(['order_placed']);
    expect(eventsOf({ meaning: 'refunded' })[1]).toMatchObject({ type: 'order_refunded', refundedMinor: 4_200 });
  });
});

test('no two states of an order share an id', () => {
  const state = fc.record({
    meaning: fc.constantFrom(...meanings),
    changedAt: fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(state, { selector: (one) => JSON.stringify(one), minLength: 2 }), (states) => {
      const ids = states.flatMap(({ meaning, changedAt }) => idsOf({ meaning, changedAt: changedAt.toISOString() }));
      expect(new Set(ids).size).toBe(states.length);
    }),
  );
});
