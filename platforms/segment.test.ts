import { describe, expect, test } from 'vitest';
import { bytesOf } from '../test/platform-samples.ts';
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
  test('has the addresses that a shop tells without its site completed, where the site is known', () => {
    const own: PlatformSettings = { ...settings, siteUrl: 'https://shop.example' };
    const cup = { ...product, url: '/p/7', image_url: '//cdn.example/7.jpg' };
    const line = { url: 'https://shop.example/p/7', imageUrl: 'https://cdn.example/7.jpg' };
    expect(only(track('Product Added', cup), own)).toMatchObject({ line });
    const started = { products: [cup], checkout_url: '/checkout?id=7', cart_id: 'c1' };
    expect(only(track('Checkout Started', started), own)).toMatchObject({
      lines: [line],
      restoreUrl: 'https://shop.example/checkout?id=7',
    });
    expect(fields(only(track('Product Added', cup))['line'])).not.toHaveProperty('url');
  });

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

  test('in no currency is one of an unknown amount, unless the store has one', () => {
    const { currency: _, ...without } = order;
    const placed = only(track('Order Completed', without));
    expect(placed).toMatchObject({ type: 'order_placed', incomplete: ['totalMinor'] });
    expect(placed).not.toHaveProperty('totalMinor');
    expect(only(track('Order Completed', without), { ...settings, currency: 'JPY' })).toMatchObject({
      totalMinor: 28,
      currency: 'JPY',
    });
  });
});

describe('an order that tells little', () => {
  const bare = { order_id: 'o1', currency: 'eur' };

  test('is a purchase without its total, and without its products', () => {
    const placed = only(track('Order Completed', bare));
    expect(placed).toMatchObject({ type: 'order_placed', orderId: 'o1', currency: 'EUR' });
    expect(placed).not.toHaveProperty('incomplete');
    // What the buyer's own carts hold of it is found by the buyer.
    expect(placed).not.toHaveProperty('cartId');
  });

  test('names its cart and nobody, or the checkout that has its number', () => {
    const nobody = { anonymousId: undefined };
    expect(only(track('Order Completed', { ...bare, cart_id: 'c1' }, nobody))).toMatchObject({ who: {}, cartId: 'c1' });
    expect(only(track('Order Completed', bare, nobody))).toMatchObject({ who: {}, cartId: 'checkout:o1' });
    expect(only(track('Order Cancelled', bare, nobody))).toMatchObject({ type: 'order_cancelled', who: {} });
  });

  test('gives back what its products cost, where no amount is told', () => {
    const products = [{ product_id: 'p1', price: '4.50', quantity: '2' }];
    expect(only(track('Order Refunded', { ...bare, products }))).toMatchObject({ refundedMinor: 900 });
  });

  test('may be cancelled and completed again', () => {
    const [first, again] = ['2026-11-22T10:00:00Z', '2026-11-22T11:30:00Z'].map(
      (timestamp) => only(track('Order Completed', bare, { timestamp }))['id'],
    );
    expect(again).not.toBe(first);
  });
});

describe('a discount that is told as a product of less than nothing', () => {
  const products = [
    { product_id: 'p1', price: '40.00', quantity: '1' },
    { product_id: 'off', price: '-7.50', quantity: '1' },
  ];

  test('lowers the value of a cart and lies in none', () => {
    const cart = only(track('Cart Viewed', { cart_id: 'c1', currency: 'eur', products }));
    expect(cart).toMatchObject({ lines: [{ productId: 'p1', unitPriceMinor: 4_000 }], valueMinor: 3_250 });
    const told = { cart_id: 'c1', order_id: 'x', currency: 'eur', revenue: '31.00', products };
    expect(only(track('Checkout Started', told))).toMatchObject({ lines: [{ productId: 'p1' }], valueMinor: 3_100 });
  });

  test('is nothing that an order lacks', () => {
    const placed = only(track('Order Completed', { order_id: 'o1', currency: 'EUR', total: 32.5, products }));
    expect(placed).toMatchObject({ lines: [{ productId: 'p1' }], totalMinor: 3_250 });
    expect(placed).not.toHaveProperty('incomplete');
  });
});

describe('a person', () => {
  test.each([
    ['Segment’s own call', { type: 'delete', userId: 'k1' }],
    ['an event of the shop', track('User Deleted', {}, { userId: 'k1' })],
  ])('who was deleted, told by %s, is somebody to forget', (_, message) => {
    expect(translate(message)).toEqual({
      kind: 'privacy',
      request: 'customer_redact',
      subject: { customerId: 'k1', email: null, phone: null },
    });
  });

  test('who was deleted in a batch gets nothing more', () => {
    const translation = translate({ batch: [track('Product Added', product), { type: 'delete', userId: 'k1' }] });
    const events = translation.kind === 'events' ? translation.events : [];
    expect(events.slice(1)).toMatchObject(
      ['email', 'sms', 'push'].map((channel) => ({ channel, status: 'denied', who: { customerId: 'k1' } })),
    );
  });

  test('who unsubscribed at the shop’s e-mail tool wants no e-mail', () => {
    const said = { type: 'consent_updated', channel: 'email', status: 'denied' };
    expect(only(track('Unsubscribed', {}))).toMatchObject(said);
    expect(only(track('Email Marked as Spam', {}))).toMatchObject(said);
  });

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
