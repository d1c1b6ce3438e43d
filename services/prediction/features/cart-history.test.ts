import { describe, expect, test } from 'vitest';
import { addOperations, type CartOperation, emptyCart } from '../../../domain/cart.ts';
import { cartHistory } from './cart-history.ts';

const historyOf = (...operations: readonly CartOperation[]) => cartHistory(addOperations(emptyCart, operations));
const line = { productId: 'p-1', quantity: 1 };
const add = (at: number): CartOperation => ({ id: `add-${at}`, at, kind: 'add', line });
const snapshot = (at: number, checkout = false): CartOperation => ({
  id: `snapshot-${at}`,
  at,
  kind: 'snapshot',
  lines: [line],
  checkout,
});

describe('the history of a cart', () => {
  test('is every operation that is still unfolded, in time order', () => {
    const removal: CartOperation = { id: 'remove', at: 20, kind: 'remove', productId: 'p-1', quantity: 1 };
    expect(historyOf(removal, add(10))).toEqual([
      { type: 'line_added', line, atMs: 10 },
      { type: 'line_removed', atMs: 20 },
    ]);
  });

  test('of a shop that sends snapshots is the newest one', () => {
    expect(historyOf(snapshot(10), snapshot(20), add(30))).toEqual([
      { type: 'cart_updated', lines: [line], atMs: 20 },
      { type: 'line_added', line, atMs: 30 },
    ]);
  });

  test('knows that the checkout was reached, by the newest snapshot or an earlier one', () => {
    expect(historyOf(snapshot(10, true))).toEqual([{ type: 'checkout_started', lines: [line], atMs: 10 }]);
    expect(historyOf(snapshot(10, true), snapshot(20))).toEqual([
      { type: 'checkout_started', lines: [], atMs: 10 },
      { type: 'cart_updated', lines: [line], atMs: 20 },
    ]);
  });

  test('keeps an order that took everything', () => {
    const purchase: CartOperation = {
      id: 'order',
      at: 20,
      kind: 'purchase',
      orderId: 'o',
      statedAt: 0,
      lines: 'everything',
      own: true,
    };
    expect(historyOf(add(10), purchase)).toEqual([{ type: 'order_placed', atMs: 20 }]);
  });

  test('is empty without operations', () => {
    expect(historyOf()).toEqual([]);
  });
});
