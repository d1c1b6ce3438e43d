import { describe, expect, test } from 'vitest';
import { purchaseOf, splitPurchases } from './purchases.ts';

const customerOfCart = new Map([
  ['cart-1', 'ada'],
  ['cart-2', 'ada'],
  ['cart-3', 'ben'],
]);
const order = { orderId: 'o-1', cartId: null, person: 'ada', occurredAt: 1_000, acknowledgedAt: 1_100 };
const untouched = () => false;

describe('a message after a purchase', () => {
  test('is found about whichever cart of the person, also where the order named none', () => {
    const claims = ['cart-1', 'cart-2', 'cart-3'].map((cartId) => ({ id: `m-${cartId}`, cartId, claimedAt: 1_150 }));
    const { messagesAfterPurchase, withoutCart } = splitPurchases([order], claims, customerOfCart, untouched);
    expect(withoutCart).toBe(1);
    expect(messagesAfterPurchase).toEqual([
      'message m-cart-1 about cart-1 was claimed 50 ms after order o-1 of the same person was acknowledged',
      'message m-cart-2 about cart-2 was claimed 50 ms after order o-1 of the same person was acknowledged',
    ]);
  });

  test('is none where it was claimed before the shop was told, or its cart was touched again', () => {
    const before = [{ id: 'm', cartId: 'cart-1', claimedAt: 1_100 }];
    expect(splitPurchases([order], before, customerOfCart, untouched).messagesAfterPurchase).toEqual([]);
    const after = [{ id: 'm', cartId: 'cart-2', claimedAt: 1_200 }];
    const touched = (cartId: string) => cartId === 'cart-2';
    expect(splitPurchases([order], after, customerOfCart, touched).messagesAfterPurchase).toEqual([]);
  });

  test('counts an order without a cart as a purchase of its person', () => {
    const event = {
      id: 'e',
      type: 'order_placed' as const,
      occurredAt: new Date(1_000).toISOString(),
      who: { anonymousId: 'ada' },
      orderId: 'o-1',
      totalMinor: 100,
      currency: 'EUR',
    };
    expect(purchaseOf(event, 1_100)).toEqual(order);
  });
});
