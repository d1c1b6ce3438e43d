import { describe, expect, test } from 'vitest';
import { bytesOf } from '../test/platform-samples.ts';
import { braze } from './braze.ts';
import type { PlatformSettings } from './platform.ts';

const receivedAt = Date.UTC(2026, 10, 22, 12);
const settings: PlatformSettings = { currency: null, orderStatuses: {} };
const products = [
  { product_id: 'p1', variant_id: 'v1', product_name: 'Cup', quantity: 2, price: 9.95 },
  { product_id: 'p2', variant_id: 'v2', product_name: 'Bowl', quantity: 1, price: 5 },
];

function translate(body: unknown) {
  return braze.translate({ headers: {}, body: bytesOf(body), receivedAt }, settings);
}

function events(name: string, properties: object): readonly Record<string, unknown>[] {
  const event = { external_id: 'k1', name: `ecommerce.${name}`, time: '2026-11-22T11:00:00Z' };
  const translation = translate({ events: [{ ...event, properties: { currency: 'EUR', ...properties } }] });
  if (translation.kind !== 'events') throw new Error(JSON.stringify(translation));
  return translation.events as Record<string, unknown>[];
}

describe('a cart', () => {
  test('is told whole, or by what was put in or taken out', () => {
    expect(events('cart_updated', { cart_id: 'c1', products })).toMatchObject([
      { type: 'cart_updated', cartId: 'c1', lines: [{ productId: 'v1', unitPriceMinor: 995 }, { productId: 'v2' }] },
    ]);
    expect(events('cart_updated', { cart_id: 'c1', products, action: 'add' })).toMatchObject([
      { type: 'line_added', line: { productId: 'v1', quantity: 2 } },
      { type: 'line_added', line: { productId: 'v2', quantity: 1 } },
    ]);
    expect(events('cart_updated', { cart_id: 'c1', products, action: 'remove' })).toMatchObject([
      { type: 'line_removed', productId: 'v1', quantity: 2 },
      { type: 'line_removed', productId: 'v2', quantity: 1 },
    ]);
  });

  test('is its checkout’s and its order’s', () => {
    const metadata = { checkout_url: 'https://shop.example/checkout' };
    expect(
      events('checkout_started', { checkout_id: 'x', cart_id: 'c1', total_value: 24.9, products, metadata }),
    ).toMatchObject([
      { type: 'checkout_started', cartId: 'c1', valueMinor: 2_490, restoreUrl: 'https://shop.example/checkout' },
    ]);
    expect(events('checkout_started', { checkout_id: 'x', products })[0]?.['cartId']).toBe('checkout:x');
    expect(events('order_placed', { order_id: 'o1', cart_id: 'c1', total_value: 24.9, products })).toMatchObject([
      { id: 'braze:order:o1:placed:2026-11-22T11:00:00.000Z', type: 'order_placed', cartId: 'c1', totalMinor: 2_490 },
    ]);
  });
});

test('an order that is cancelled or given back places nothing', () => {
  expect(events('order_cancelled', { order_id: 'o1', total_value: 24.9 }).map(({ type }) => type)).toEqual([
    'order_cancelled',
  ]);
  expect(events('order_refunded', { order_id: 'o1', total_value: 4.9 })).toMatchObject([
    { type: 'order_refunded', refundedMinor: 490 },
  ]);
});

test.each([
  ['opted_in', 'granted'],
  ['unsubscribed', 'denied'],
  ['subscribed', null],
])('somebody who is %s has a consent that is %s', (email_subscribe, status) => {
  const attributes = [{ external_id: 'k1', first_name: 'Jo', email: 'jo@shop.example', email_subscribe }];
  expect(translate({ attributes })).toMatchObject({
    kind: 'events',
    events: [
      { type: 'customer_identified', firstName: 'Jo' },
      ...(status === null ? [] : [{ channel: 'email', status }]),
    ],
  });
});

test.each([
  [{}, { kind: 'refused', path: 'events' }],
  [{ events: [{ name: 'ecommerce.cart_updated', properties: {} }] }, { kind: 'ignored', reason: 'no_person' }],
  [{ events: [{ external_id: 'k', name: 'ecommerce.cart_updated' }] }, { path: '0.properties.cart_id' }],
])('%j comes to %o', (body, outcome) => {
  expect(translate(body)).toMatchObject(outcome);
});

describe('an order that tells little', () => {
  test('is a purchase without its value', () => {
    const [placed] = events('order_placed', { order_id: 'o1', products });
    expect(placed).toMatchObject({ type: 'order_placed', currency: 'EUR', lines: [{ productId: 'v1' }, {}] });
    expect(placed).not.toHaveProperty('totalMinor');
    expect(events('order_placed', { order_id: 'o1', currency: 'gems', total_value: 3 })[0]).toMatchObject({
      incomplete: ['totalMinor', 'currency'],
    });
  });

  test('names its cart and nobody', () => {
    const named = { name: 'ecommerce.order_placed', properties: { order_id: 'o1', cart_id: 'c1' } };
    expect(translate({ events: [named] })).toMatchObject({ events: [{ who: {}, cartId: 'c1' }] });
    const nameless = { name: 'ecommerce.order_placed', properties: { order_id: 'o1' } };
    expect(translate({ events: [nameless] })).toEqual({ kind: 'ignored', reason: 'no_person' });
  });
});

describe('purchases', () => {
  const bought = { external_id: 'k1', product_id: 'p1', currency: 'EUR', price: 12.5, time: '2026-11-22T11:00:00Z' };

  function purchases(...items: readonly object[]): readonly Record<string, unknown>[] {
    const translation = translate({ purchases: items });
    if (translation.kind !== 'events') throw new Error(JSON.stringify(translation));
    return translation.events as Record<string, unknown>[];
  }

  test('of one user and one moment are one order', () => {
    const orders = purchases(bought, { ...bought, product_id: 'p2', price: 5, quantity: 3 });
    expect(orders).toMatchObject([
      {
        type: 'order_placed',
        who: { customerId: 'k1' },
        lines: [{ productId: 'p1' }, { productId: 'p2', quantity: 3 }],
        totalMinor: 2_750,
      },
    ]);
    expect(String(orders[0]?.['orderId'])).toMatch(/^purchase:[0-9a-f]{16}$/);
    expect(purchases(bought, { ...bought, time: '2026-11-22T11:00:01Z' })).toHaveLength(2);
  });

  test('that name their order are it', () => {
    const properties = { order_id: 'o7', cart_id: 'c1' };
    expect(purchases({ ...bought, properties }, { ...bought, time: '2026-11-22T11:09:00Z', properties })).toMatchObject(
      [{ orderId: 'o7', cartId: 'c1', totalMinor: 2_500 }],
    );
  });

  test('in two currencies have no sum', () => {
    const [order] = purchases(bought, { ...bought, currency: 'USD' });
    expect(order).toMatchObject({ type: 'order_placed', incomplete: ['currency'] });
    expect(order).not.toHaveProperty('totalMinor');
  });
});

test('who puts the same thing in twice has two of it; the same request again is the same', () => {
  const add = {
    external_id: 'k1',
    name: 'ecommerce.cart_updated',
    time: '2026-11-22T11:00:00Z',
    properties: { cart_id: 'c1', action: 'add', currency: 'EUR', products },
  };
  const idsOf = (...items: readonly object[]) => {
    const translation = translate({ events: items });
    return translation.kind === 'events' ? translation.events.map((event) => (event as { id: string }).id) : [];
  };
  expect(new Set(idsOf(add, add)).size).toBe(4);
  expect(idsOf(add, add)).toEqual(idsOf(add, add));
  expect(idsOf(add, add).slice(0, 2)).toEqual(idsOf(add));
});

test('a consent is an act where Braze tells its time, and else what the record says', () => {
  const consentOf = (attributes: object) => {
    const translation = translate({ attributes: [{ external_id: 'k1', ...attributes }] });
    return translation.kind === 'events' ? translation.events[0] : null;
  };
  const dated = { email_subscribe: 'opted_in', email_opted_in_at: '2026-10-01T08:00:00Z' };
  expect(consentOf(dated)).toMatchObject({ basis: 'act', occurredAt: '2026-10-01T08:00:00.000Z' });
  expect(consentOf({ email_subscribe: 'opted_in' })).toMatchObject({ basis: 'record', status: 'granted' });
});
