import { describe, expect, test } from 'vitest';
import type { StorefrontEvent } from '../events/event.ts';
import { foldEvents } from './fold-oracle.ts';

const who = { anonymousId: 'visitor-1' };
const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString();
const add = (
  id: string,
  second: number,
  productId: string,
  quantity = 1,
  unitPriceMinor?: number,
): StorefrontEvent => ({
  id,
  type: 'line_added',
  occurredAt: at(second),
  who,
  cartId: 'c',
  line: { productId, quantity, unitPriceMinor },
});
const remove = (id: string, second: number, productId: string, quantity = 1): StorefrontEvent => ({
  id,
  type: 'line_removed',
  occurredAt: at(second),
  who,
  cartId: 'c',
  productId,
  quantity,
});
const order = (id: string, second: number, lines?: { productId: string; quantity: number }[]): StorefrontEvent => ({
  id,
  type: 'order_placed',
  occurredAt: at(second),
  who,
  orderId: 'o',
  cartId: 'c',
  lines,
  totalMinor: 0,
  currency: 'EUR',
});
const cartOf = (events: StorefrontEvent[]) => {
  const cart = foldEvents(events).get('c');
  return cart && { ...cart, lines: Object.fromEntries(cart.lines) };
};

describe('the oracle of carts', () => {
  test('adds up repeated lines at the price that each was told at', () => {
    expect(cartOf([add('1', 1, 'a', 1, 500), add('2', 2, 'a', 2, 450), add('3', 3, 'b', 1, 100)])).toEqual({
      lines: { a: 3, b: 1 },
      valueMinor: 1_500,
      status: 'open',
    });
  });

  test('does not go below nothing, whatever is removed', () => {
    expect(cartOf([remove('1', 1, 'a', 5), add('2', 2, 'a', 1, 500), remove('3', 3, 'b')])).toEqual({
      lines: { a: 1 },
      valueMinor: 500,
      status: 'open',
    });
  });

  test('knows no value while a line has no price', () => {
    expect(cartOf([add('1', 1, 'a', 1, 500), add('2', 2, 'b')])?.valueMinor).toBeNull();
  });

  test('counts the same event id once and does not care for the order of arrival', () => {
    const events = [add('1', 1, 'a', 1, 500), add('2', 2, 'b', 1, 300), remove('3', 3, 'a'), add('4', 4, 'a', 2, 500)];
    expect(cartOf([...events].reverse().concat(events))).toEqual(cartOf(events));
    expect(cartOf(events)).toEqual({ lines: { a: 2, b: 1 }, valueMinor: 1_300, status: 'open' });
  });

  test('plays events of one instant in the order of their ids', () => {
    expect(cartOf([remove('2', 1, 'a'), add('1', 1, 'a', 1, 500)])?.lines).toEqual({});
    expect(cartOf([remove('1', 1, 'a'), add('2', 1, 'a', 1, 500)])?.lines).toEqual({ a: 1 });
  });

  test('an order takes the lines it names and leaves the rest', () => {
    expect(cartOf([add('1', 1, 'a', 3, 500), order('2', 2, [{ productId: 'a', quantity: 2 }])])).toEqual({
      lines: { a: 1 },
      valueMinor: 500,
      status: 'purchased',
    });
  });

  test('an order without lines takes everything; a new line opens the cart again', () => {
    const bought = [add('1', 1, 'a', 3, 500), order('2', 2)];
    expect(cartOf(bought)).toEqual({ lines: {}, valueMinor: 0, status: 'purchased' });
    expect(cartOf([...bought, add('3', 3, 'b', 1, 200)])).toEqual({ lines: { b: 1 }, valueMinor: 200, status: 'open' });
  });

  test('a cancelled order leaves its cart open', () => {
    expect(
      cartOf([
        add('1', 1, 'a', 1, 500),
        order('2', 2, []),
        { id: '3', type: 'order_cancelled', occurredAt: at(3), who, orderId: 'o' },
      ])?.status,
    ).toBe('open');
  });

  test('an order takes what was there when it arrived, and what is told again after it is not there again', () => {
    const told = (id: string, second: number, ...productIds: string[]): StorefrontEvent => ({
      id,
      type: 'cart_updated',
      occurredAt: at(second),
      who,
      cartId: 'c',
      lines: productIds.map((productId) => ({ productId, quantity: 1 })),
    });
    const late = { ...order('2', 1, [{ productId: 'a', quantity: 1 }]), receivedAt: Date.parse(at(4)) };
    expect(cartOf([told('1', 3, 'a'), late])).toMatchObject({ lines: {}, status: 'purchased' });
    expect(cartOf([told('1', 3, 'a'), late, told('3', 5, 'a')])).toMatchObject({ lines: {}, status: 'purchased' });
    expect(cartOf([told('1', 3, 'a'), late, told('3', 5, 'a', 'b')])).toMatchObject({
      lines: { b: 1 },
      status: 'open',
    });
  });

  test('what came in after an order with lines, and happened after the time that the shop gives it, was not bought', () => {
    const bought = { ...order('2', 2, [{ productId: 'a', quantity: 2 }]), receivedAt: Date.parse(at(9)) };
    const added = (arrival: number, second = 5) => ({ ...add('1', second, 'a'), receivedAt: Date.parse(at(arrival)) });
    expect(cartOf([bought, added(10)])).toMatchObject({ lines: { a: 1 }, status: 'open' });
    expect(cartOf([bought, added(9)])).toMatchObject({ lines: {}, status: 'purchased' });
    expect(cartOf([bought, added(10, 2)])).toMatchObject({ lines: {}, status: 'purchased' });
    const whole = { ...order('2', 2), receivedAt: Date.parse(at(9)) };
    expect(cartOf([whole, added(10)])).toMatchObject({ lines: {}, status: 'purchased' });
  });

  test('two people of whom the same is unknown are not one', () => {
    const line = { productId: 'a', quantity: 1 };
    const theirs = { ...order('2', 2, [line]), cartId: 'd', who: { customerId: 'x', phone: undefined } };
    const mine = { ...add('1', 1, 'a'), who: { customerId: 'y', phone: undefined } };
    expect(cartOf([mine, theirs])).toMatchObject({ lines: { a: 1 } });
    expect(cartOf([mine, { ...theirs, who: { customerId: 'Y' } }])).toMatchObject({ lines: {} });
  });

  test('an order that waits for its payment takes nothing, and names the cart that its payment buys', () => {
    const base = { occurredAt: at(2), who, orderId: 'o' };
    const pending: StorefrontEvent = {
      ...base,
      id: '2',
      type: 'order_pending',
      cartId: 'c',
      totalMinor: 0,
      currency: 'EUR',
    };
    const failed: StorefrontEvent = { ...base, id: '3', type: 'order_failed' };
    const paid: StorefrontEvent = { ...order('4', 4), cartId: undefined } as StorefrontEvent;
    const cartAfter = (...events: StorefrontEvent[]) => foldEvents([add('1', 1, 'p', 2, 100), ...events]).get('c');
    expect(cartAfter(pending, failed)).toEqual({ lines: new Map([['p', 2]]), valueMinor: 200, status: 'open' });
    expect(cartAfter(paid, pending)).toEqual({ lines: new Map(), valueMinor: 0, status: 'purchased' });
  });

  test('a snapshot replaces the lines, and its stated value holds until the next change', () => {
    const snapshot: StorefrontEvent = {
      id: '2',
      type: 'cart_updated',
      occurredAt: at(2),
      who,
      cartId: 'c',
      lines: [{ productId: 'b', quantity: 2, unitPriceMinor: 100 }],
      valueMinor: 180,
    };
    expect(cartOf([add('1', 1, 'a'), snapshot])).toEqual({ lines: { b: 2 }, valueMinor: 180, status: 'open' });
    expect(cartOf([add('1', 1, 'a'), snapshot, remove('3', 3, 'b')])?.valueMinor).toBe(100);
  });
});
