import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../test/platform-samples.ts';
import { fields } from './fields.ts';
import type { PlatformSettings } from './platform.ts';
import { segment } from './segment.ts';

const receivedAt = Date.UTC(2026, 10, 22, 12);
const settings: PlatformSettings = { currency: null, orderStatuses: {} };
const product = { product_id: 'p1', quantity: 2, price: 18.99, name: 'Cup', currency: 'usd' };

function translate(message: unknown, own = settings) {
  return segment.translate({ headers: {}, body: bytesOf(message), receivedAt }, own);
}

function track(event: string, properties: unknown, rest: object = {}) {
  return {
    type: 'track',
    event,
    messageId: 'm1',
    anonymousId: 'a1',
    timestamp: '2026-11-22T11:00:00Z',
    properties,
    ...rest,
  };
}

function only(message: unknown, own = settings): Record<string, unknown> {
  const translation = translate(message, own);
  if (translation.kind !== 'events') throw new Error(JSON.stringify(translation));
  return { ...fields(translation.events[0]) };
}

describe('a cart', () => {
  test('is the one that is named, else the device’s, else the customer’s; an address names none', () => {
    expect(only(track('Product Added', { ...product, cart_id: 'c1' }))['cartId']).toBe('c1');
    expect(only(track('Product Added', product))['cartId']).toBe('anonymous:a1');
    const customer = { anonymousId: undefined, userId: 'k1' };
    expect(only(track('Product Added', product, customer))['cartId']).toBe('customer:k1');
    const address = { anonymousId: undefined, userId: 'jo@shop.example' };
    expect(translate(track('Product Added', product, address))).toEqual({ kind: 'ignored', reason: 'no_person' });
  });

  test.each(['Product Added', 'product_added', 'productAdded', 'PRODUCT ADDED'])('grows by %s', (name) => {
    expect(only(track(name, product))).toMatchObject({
      id: 'segment:m1',
      type: 'line_added',
      currency: 'USD',
      line: { productId: 'p1', quantity: 2, unitPriceMinor: 1_899 },
    });
  });

  test('that was viewed is told whole only with all its quantities', () => {
    expect(only(track('Cart Viewed', { cart_id: 'c1', products: [product] }))).toMatchObject({
      type: 'cart_updated',
      lines: [{ quantity: 2 }],
    });
    const { quantity: _, ...uncounted } = product;
    expect(only(track('Cart Viewed', { cart_id: 'c1', products: [product, uncounted] }))).toMatchObject({
      type: 'product_viewed',
      cartId: 'c1',
    });
  });

  test('shrinks by a removal, by one where no quantity is told', () => {
    expect(only(track('Product Removed', { cart_id: 'c1', product_id: 'p1' }))).toMatchObject({
      type: 'line_removed',
      productId: 'p1',
      quantity: 1,
    });
  });
});

describe('a checkout', () => {
  test('that names its cart is the cart’s; else it is one that its order takes by the same name', () => {
    expect(only(track('Checkout Started', { cart_id: 'c1', order_id: 'x', products: [product] }))['cartId']).toBe('c1');
    const started = only(track('Checkout Started', { order_id: 'x', products: [product] }));
    const completed = only(track('Order Completed', { checkout_id: 'x', order_id: 'o', total: 1, currency: 'USD' }));
    expect(started['cartId']).toBe('checkout:x');
    expect(completed['cartId']).toBe('checkout:x');
  });
});

describe('an order', () => {
  const order = { order_id: 'o1', total: 27.5, revenue: 22.5, currency: 'USD', products: [product] };

  test('is one, whether the page or the server tells it', () => {
    const page = only(track('Order Completed', order));
    const server = only(track('Order Completed', order, { messageId: 'm2' }));
    expect(page).toMatchObject({ type: 'order_placed', orderId: 'o1', totalMinor: 2_750 });
    expect(server['id']).toBe(page['id']);
  });

  test('gives back as often as it is told', () => {
    const refund = { order_id: 'o1', total: 3, currency: 'USD' };
    expect(only(track('Order Refunded', refund))).toMatchObject({ refundedMinor: 300, id: 'segment:m1' });
    expect(only(track('Order Refunded', refund, { messageId: 'm2' }))['id']).toBe('segment:m2');
  });

  test('in no currency is refused, unless the store has one', () => {
    const { currency: _, ...without } = order;
    expect(translate(track('Order Completed', without))).toMatchObject({
      kind: 'refused',
      path: 'properties.currency',
    });
    expect(only(track('Order Completed', without), { ...settings, currency: 'JPY' })).toMatchObject({
      totalMinor: 28,
      currency: 'JPY',
    });
  });
});

describe('a person', () => {
  test('is told by identify and alias', () => {
    const traits = { email: 'jo@shop.example', name: 'Jo Doe', phone: '+4366012345', address: { country: 'at' } };
    expect(only({ type: 'identify', messageId: 'm', userId: 'k1', anonymousId: 'a1', traits })).toMatchObject({
      type: 'customer_identified',
      who: { customerId: 'k1', anonymousId: 'a1', email: 'jo@shop.example', phone: '+4366012345' },
      firstName: 'Jo',
      country: 'AT',
    });
    expect(only({ type: 'alias', messageId: 'm', userId: 'k1', previousId: 'a1' })['who']).toEqual({
      customerId: 'k1',
      anonymousId: 'a1',
    });
  });

  test('whose id is an address is known by the address', () => {
    expect(only(track('Product Viewed', { product_id: 'p1' }, { userId: 'jo@shop.example' }))['who']).toEqual({
      anonymousId: 'a1',
      email: 'jo@shop.example',
    });
  });
});

describe('a batch', () => {
  test('is all its messages; one that cannot be understood holds up none', () => {
    const batch = [track('Product Added', product), track('Product Added', {}), { type: 'page' }, 7];
    expect(translate({ batch })).toMatchObject({
      kind: 'events',
      events: [{ type: 'line_added' }],
      refused: [{ path: '1.properties.product_id' }, { path: '3' }],
    });
  });

  test('without any event is refused or ignored as its first', () => {
    expect(translate({ batch: [{ type: 'page' }, track('Product Added', {})] })).toMatchObject({ kind: 'refused' });
    expect(translate({ batch: [{ type: 'page' }] })).toEqual({ kind: 'ignored', reason: 'not_needed' });
    expect(translate({ batch: [] })).toEqual({ kind: 'ignored', reason: 'not_needed' });
    expect(translate({ batch: Array(2_501).fill({}) })).toMatchObject({ kind: 'refused', path: 'batch' });
  });

  test('sent again without ids makes the same events', () => {
    const message = track('Product Added', product, { messageId: undefined });
    expect(only({ batch: [message] })['id']).toBe(only({ batch: [message], sentAt: '2026-11-22T11:01:00Z' })['id']);
  });
});
