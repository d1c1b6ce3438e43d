import { describe, expect, test } from 'vitest';
import type { StorefrontEvent } from '../../events/event.ts';
import { createArrivals } from './arrivals.ts';

const base = { occurredAt: '2026-05-01T09:00:00Z', who: { anonymousId: 'v' }, cartId: 'c' };
const touch: StorefrontEvent = { ...base, id: 't', type: 'line_added', line: { productId: 'p', quantity: 1 } };
const bought: StorefrontEvent = { ...base, id: 'b', type: 'order_placed', orderId: 'o' };

describe('the arrival of an event', () => {
  test('lies between its first request and the answer to that', () => {
    const arrivals = createArrivals();
    arrivals.add(touch, { sentAt: 5, acknowledgedAt: 9 });
    arrivals.add(touch, { sentAt: 20, acknowledgedAt: 30 });
    expect([arrivals.earliest(touch), arrivals.latest(touch)]).toEqual([5, 9]);
  });

  test('is known of an order that the store tells', () => {
    const arrivals = createArrivals();
    arrivals.add(bought, { sentAt: 5, acknowledgedAt: 9 });
    arrivals.ofOrder('o', new Date(7).toISOString());
    expect([arrivals.earliest(bought), arrivals.latest(bought)]).toEqual([7, 7]);
  });

  test.each([4, 10])('is not taken from a store that tells it wrongly, as %d', (told) => {
    const arrivals = createArrivals();
    arrivals.add(bought, { sentAt: 5, acknowledgedAt: 9 });
    arrivals.ofOrder('o', new Date(told).toISOString());
    expect([arrivals.earliest(bought), arrivals.latest(bought)]).toEqual([5, 9]);
  });
});
