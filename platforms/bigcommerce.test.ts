import { describe, expect, test } from 'vitest';
import { bytesOf } from '../test/platform-samples.ts';
import { bigcommerce } from './bigcommerce.ts';
import type { FetchedResource, PlatformSettings } from './platform.ts';

const receivedAt = Date.UTC(2026, 10, 22, 12);
const settings: PlatformSettings = { currency: null, orderStatuses: {} };

function fetched(resource: FetchedResource, body: unknown, own = settings) {
  return bigcommerce.translateFetched?.({ resource, id: '252', body, fetchedAt: receivedAt }, own);
}

function events(...given: Parameters<typeof fetched>): readonly Record<string, unknown>[] {
  const translation = fetched(...given);
  if (translation?.kind !== 'events') throw new Error(JSON.stringify(translation));
  return translation.events as Record<string, unknown>[];
}

const cart = {
  id: 'd30016e2',
  customer_id: 0,
  email: '',
  currency: { code: 'JPY' },
  cart_amount: 3_000,
  line_items: {
    physical_items: [
      { id: 'l1', product_id: 7, variant_id: 42, quantity: 2, sale_price: 1_000, list_price: 1_200, name: 'Cup' },
    ],
    digital_items: [{ id: 'l2', product_id: 8, variant_id: 43, quantity: 1, list_price: 1_000 }],
    gift_certificates: [],
    custom_items: [],
  },
  updated_time: '2026-11-22T11:00:00+00:00',
  redirect_urls: { cart_url: 'https://shop.example/cart.php?action=load&id=d30016e2' },
};
const order = {
  id: 252,
  cart_id: 'd30016e2',
  customer_id: 32,
  status_id: 11,
  status: 'Awaiting Fulfillment',
  total_inc_tax: '29.9500',
  currency_code: 'EUR',
  date_created: 'Sun, 22 Nov 2026 11:10:00 +0000',
  date_modified: 'Sun, 22 Nov 2026 11:30:00 +0000',
  billing_address: { first_name: 'Jo', email: 'jo@shop.example', country_iso2: 'AT' },
  products: { url: 'https://api.bigcommerce.com/stores/x/v2/orders/252/products', resource: '/orders/252/products' },
};

describe('a cart that was asked for', () => {
  test('holds its lines, its worth and the way back to it', () => {
    expect(events('cart', cart)).toMatchObject([
      {
        type: 'cart_updated',
        occurredAt: '2026-11-22T11:00:00.000Z',
        cartId: 'd30016e2',
        who: { anonymousId: 'bigcommerce-cart:d30016e2' },
        currency: 'JPY',
        valueMinor: 3_000,
        lines: [
          { productId: '42', quantity: 2, unitPriceMinor: 1_000 },
          { productId: '43', quantity: 1, unitPriceMinor: 1_000 },
        ],
        restoreUrl: 'https://shop.example/cart.php?action=load&id=d30016e2',
      },
    ]);
  });

  test('holds gift certificates as goods that are worth what they give', () => {
    const certificate = { id: 'l3', name: '', amount: 50, quantity: 1 };
    const line_items = { ...cart.line_items, physical_items: [], digital_items: [], gift_certificates: [certificate] };
    expect(events('cart', { ...cart, line_items, currency: { code: 'EUR' }, cart_amount: 50 })[0]?.['lines']).toEqual([
      { productId: 'gift-certificate', quantity: 1, unitPriceMinor: 5_000, name: 'Gift certificate' },
    ]);
    const products = [{ id: 9, type: 'giftcertificate', product_id: 0, quantity: 1, price_inc_tax: '50.0000' }];
    expect(events('order', { ...order, products })[0]?.['lines']).toMatchObject([{ productId: 'gift-certificate' }]);
  });

  test('is gone once it was ordered; its order is the same cart’s and person’s', () => {
    expect(fetched('cart', null)).toEqual({ kind: 'ignored', reason: 'gone' });
    expect(events('order', order)[0]).toMatchObject({
      type: 'order_placed',
      cartId: 'd30016e2',
      who: { anonymousId: 'bigcommerce-cart:d30016e2', customerId: '32', email: 'jo@shop.example' },
      totalMinor: 2_995,
      occurredAt: '2026-11-22T11:10:00.000Z',
    });
  });
});

describe('an order that was asked for', () => {
  test('takes the products that are told, and the whole cart where none are', () => {
    expect(events('order', order)[0]).not.toHaveProperty('lines');
    const products = [{ id: 1, product_id: 7, variant_id: 42, quantity: 2, price_inc_tax: '9.9500', name: 'Cup' }];
    expect(events('order', { ...order, products })[0]?.['lines']).toEqual([
      { productId: '42', quantity: 2, unitPriceMinor: 995, name: 'Cup' },
    ]);
  });

  test.each([
    [1, ['order_pending']],
    [7, ['order_pending']],
    [2, ['order_placed']],
    [10, ['order_placed']],
    [12, ['order_placed']],
    [5, ['order_cancelled']],
    [6, ['order_failed']],
    [4, ['order_placed', 'order_refunded']],
    [99, ['order_placed']],
  ])('with status %i means %j', (status_id, expected) => {
    expect(events('order', { ...order, status_id, billing_address: {} }).map(({ type }) => type)).toEqual(expected);
  });

  test('that is incomplete is still a cart', () => {
    expect(fetched('order', { ...order, status_id: 0 })).toEqual({ kind: 'ignored', reason: 'not_needed' });
  });

  test('whose money cannot be read is an order, marked as incomplete', () => {
    const [placed] = events('order', { ...order, total_inc_tax: 'free', currency_code: null });
    expect(placed).toMatchObject({ type: 'order_placed', incomplete: ['totalMinor'] });
    const { total_inc_tax: _, currency_code: __, billing_address: ___, ...bare } = order;
    expect(events('order', { ...bare, customer_id: 0 })[0]).toMatchObject({ type: 'order_placed', cartId: 'd30016e2' });
  });

  test('that no money moves for is a trial', () => {
    expect(fetched('order', { ...order, payment_method: 'Test Payment Gateway' })).toEqual({
      kind: 'ignored',
      reason: 'test_order',
    });
  });

  test('is no order when it is something else', () => {
    expect(fetched('order', { email: 'jo@shop.example' })).toMatchObject({ kind: 'refused', path: 'id' });
  });

  test('means what its store says', () => {
    const own: PlatformSettings = { ...settings, orderStatuses: { awaiting_payment: 'bought' } };
    expect(events('order', { ...order, status_id: 7 }, own)[0]?.['type']).toBe('order_placed');
  });

  test('gives back what its refunds say', () => {
    const refunds = [{ id: 3, total_amount: 4.5, created: '2026-11-22T11:40:00+00:00' }];
    expect(events('order', { ...order, status_id: 14, refunds })[1]).toMatchObject({
      id: 'bigcommerce:order:252:refund:3',
      refundedMinor: 450,
    });
  });
});

test('a customer says whether mails about carts are welcome', () => {
  const customer = {
    id: 32,
    email: 'jo@shop.example',
    first_name: 'Jo',
    date_modified: '2026-11-22T11:00:00Z',
    accepts_product_review_abandoned_cart_emails: true,
    addresses: [{ country_code: 'AT' }],
  };
  expect(events('customer', customer)).toMatchObject([
    { type: 'customer_identified', firstName: 'Jo', country: 'AT' },
    { type: 'consent_updated', channel: 'email', status: 'granted', basis: 'record' },
  ]);
});

describe('a callback', () => {
  const callback = {
    scope: 'store/cart/updated',
    data: { type: 'cart', id: 'd30016e2' },
    hash: 'h',
    created_at: 1_795_348_800,
  };
  const request = (body: unknown) => ({ headers: {}, body: bytesOf(body), receivedAt });

  test('that fires twice is one delivery; another scope with its hash is another', () => {
    const one = bigcommerce.describe(request(callback));
    expect(bigcommerce.describe(request({ ...callback }))).toEqual(one);
    expect(bigcommerce.describe(request({ ...callback, scope: 'store/cart/abandoned' })).deliveryId).not.toBe(
      one.deliveryId,
    );
    expect(bigcommerce.describe(request({ ...callback, created_at: 1_795_348_801 })).deliveryId).not.toBe(
      one.deliveryId,
    );
    expect(bigcommerce.describe(request([])).deliveryId).toBeNull();
  });

  test('of a deleted cart leaves nothing in it', () => {
    expect(bigcommerce.translate(request({ ...callback, scope: 'store/cart/deleted' }), settings)).toMatchObject({
      kind: 'events',
      events: [{ type: 'cart_updated', cartId: 'd30016e2', lines: [], occurredAt: '2026-11-22T12:00:00.000Z' }],
    });
  });

  test('about something else than its scope promises is refused', () => {
    const odd = { ...callback, scope: 'store/order/created' };
    expect(bigcommerce.translate(request(odd), settings)).toMatchObject({ kind: 'refused', path: 'data.type' });
    const line = { ...callback, scope: 'store/cart/lineItem/created', data: { type: 'cart_line_item', cartId: 'd3' } };
    expect(bigcommerce.translate(request(line), settings)).toEqual({ kind: 'fetch', resource: 'cart', id: 'd3' });
  });

  test('of a deleted customer is a request to forget them', () => {
    const deleted = { ...callback, scope: 'store/customer/deleted', data: { type: 'customer', id: 32 } };
    expect(bigcommerce.translate(request(deleted), settings)).toEqual({
      kind: 'privacy',
      request: 'customer_redact',
      subject: { customerId: '32', email: null, phone: null },
    });
  });

  test('that names nothing is refused, and of an app that left it is the end', () => {
    expect(bigcommerce.translate(request({ ...callback, data: {} }), settings)).toMatchObject({ path: 'data.id' });
    expect(bigcommerce.translate(request({ ...callback, scope: 'store/app/uninstalled' }), settings)).toEqual({
      kind: 'uninstalled',
    });
  });
});
