import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderSpeaksFor, orderStatusOf, whatOrdersSay } from './order-status.ts';

const never = { placed: null, pending: null, failed: null, cancelled: null };

describe('of an order stands', () => {
  test.each([
    ['nothing, when only payments are known', never, null],
    ['its placing', { ...never, placed: 1 }, 'placed'],
    ['its placing after it was called off', { ...never, cancelled: 1, placed: 2 }, 'placed'],
    ['its placing at the time of a cancellation', { ...never, cancelled: 2, placed: 2 }, 'placed'],
    ['its cancellation after it was placed', { ...never, placed: 1, cancelled: 2 }, 'cancelled'],
    ['its placing, whatever the payment does', { ...never, placed: 1, pending: 2, failed: 3 }, 'placed'],
    ['the newest try to pay', { ...never, failed: 1, pending: 2 }, 'pending'],
    ['a new try to pay after a cancellation', { ...never, placed: 1, cancelled: 2, pending: 3 }, 'pending'],
    ['its cancellation at the time of a try to pay', { ...never, cancelled: 2, pending: 2 }, 'cancelled'],
  ] as const)('%s', (_what, news, status) => {
    expect(orderStatusOf(news)).toBe(status);
  });
});

test('an order speaks for what was touched until it was told, never for what came after', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (arrivedAt, touchedAt) => {
      expect(orderSpeaksFor({ arrivedAt }, touchedAt)).toBe(touchedAt <= arrivedAt);
    }),
  );
});

test('a purchase of the cart outranks one elsewhere, and both an order that waits for its payment', () => {
  const told = { arrivedAt: 5 };
  expect(whatOrdersSay({ own: told, elsewhere: told, pending: told }, 5)).toBe('bought');
  expect(whatOrdersSay({ own: null, elsewhere: told, pending: told }, 5)).toBe('bought_elsewhere');
  expect(whatOrdersSay({ own: null, elsewhere: null, pending: told }, 5)).toBe('pending');
  expect(whatOrdersSay({ own: told, elsewhere: told, pending: told }, 6)).toBeNull();
});
