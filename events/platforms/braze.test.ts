import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../test/platform-samples.ts';
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
