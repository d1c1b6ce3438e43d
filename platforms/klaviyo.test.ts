import { describe, expect, test } from 'vitest';
import { bytesOf } from '../test/platform-samples.ts';
import { klaviyo } from './klaviyo.ts';
import type { PlatformSettings } from './platform.ts';

const receivedAt = Date.UTC(2026, 10, 22, 12);
const settings: PlatformSettings = { currency: 'USD', orderStatuses: {} };
const profile = { $email: 'jo@shop.example', $first_name: 'Jo' };
const item = {
  ProductID: '1111',
  SKU: 'WINNIEPOOH',
  ProductName: 'Winnie the Pooh',
  Quantity: 2,
  ItemPrice: 9.99,
  ProductURL: 'https://shop.example/pooh',
  ProductCategories: ['Fiction', 'Children'],
};

function translate(body: unknown) {
  return klaviyo.translate({ headers: {}, body: bytesOf(body), receivedAt }, settings);
}

function events(event: string, properties: object, rest: object = {}): readonly Record<string, unknown>[] {
  const translation = translate({ event, customer_properties: profile, properties, time: 1_795_344_000, ...rest });
  if (translation.kind !== 'events') throw new Error(JSON.stringify(translation));
  return translation.events as Record<string, unknown>[];
}

describe('added to cart', () => {
  test('tells the whole cart, and who it is', () => {
    const added = {
      AddedItemProductID: '1112',
      AddedItemPrice: 5,
      Items: [item],
      CheckoutURL: 'https://shop.example/c',
    };
    expect(events('Added to Cart', added)).toMatchObject([
      {
        type: 'cart_updated',
        occurredAt: '2026-11-22T10:40:00.000Z',
        who: { email: 'jo@shop.example' },
        lines: [{ productId: '1111', quantity: 2, unitPriceMinor: 999, name: 'Winnie the Pooh', category: 'Fiction' }],
        currency: 'USD',
        restoreUrl: 'https://shop.example/c',
      },
      { type: 'customer_identified', firstName: 'Jo' },
    ]);
  });

  test('without the cart tells what was added', () => {
    const added = { AddedItemProductID: '1112', AddedItemQuantity: 3, AddedItemPrice: 5.99 };
    expect(events('Added to Cart', added)[0]).toMatchObject({
      type: 'line_added',
      line: { productId: '1112', quantity: 3, unitPriceMinor: 599 },
    });
  });

  test('in Magento’s words is the same', () => {
    const magento = {
      MaskedQuoteId: 'q1',
      Items: [
        {
          ProductId: '7',
          SimpleProductId: '42',
          Price: 9.5,
          Title: 'Cup',
          Quantity: '2.0000',
          Url: 'https://shop.example/cup',
        },
      ],
    };
    expect(events('Added to Cart', magento)[0]).toMatchObject({
      cartId: 'q1',
      lines: [{ productId: '42', quantity: 2, unitPriceMinor: 950, name: 'Cup', url: 'https://shop.example/cup' }],
    });
  });
});

test('one person’s cart, checkout and order are one cart, and its id tells nobody’s address', () => {
  const ids = [
    events('Added to Cart', { Items: [item] }),
    events('Started Checkout', { $event_id: 'x', Items: [item], $value: 19.98 }),
    events('Placed Order', { OrderId: 'o1', Items: [item], $value: 21.98 }),
  ].map(([event]) => event?.['cartId']);
  expect(new Set(ids).size).toBe(1);
  expect(String(ids[0])).toMatch(/^person:[0-9a-f]{16}$/);
});

test('an order is placed once, cancelled, and gives back the amount of its refund', () => {
  expect(events('Placed Order', { OrderId: 'o1', Items: [item], $value: 21.98 })[0]).toMatchObject({
    id: 'klaviyo:order:o1:placed:2026-11-22T10:40:00.000Z',
    totalMinor: 2_198,
    lines: [{ productId: '1111' }],
  });
  expect(events('Cancelled Order', { OrderId: 'o1' })[0]).toMatchObject({ type: 'order_cancelled', orderId: 'o1' });
  expect(events('Refunded Order', { OrderId: 'o1', $value: 5 })[0]).toMatchObject({
    type: 'order_refunded',
    refundedMinor: 500,
  });
});

test('the API’s envelopes hold the same event', () => {
  const attributes = {
    metric: { data: { type: 'metric', attributes: { name: 'Viewed Product' } } },
    profile: { data: { type: 'profile', attributes: { external_id: 'k1' } } },
    properties: { ProductID: '1111' },
    time: '2026-11-22T11:00:00+00:00',
    unique_id: 'u1',
  };
  const body = { data: { type: 'event', attributes } };
  expect(translate(body)).toEqual({
    kind: 'events',
    events: [
      {
        id: expect.stringMatching(/^klaviyo:viewed-product:[0-9a-f]{16}:u1$/),
        type: 'product_viewed',
        occurredAt: '2026-11-22T11:00:00.000Z',
        who: { customerId: 'k1' },
        productId: '1111',
      },
    ],
  });
  expect(klaviyo.describe({ headers: {}, body: bytesOf(body), receivedAt })).toEqual({
    deliveryId: 'u1',
    topic: 'Viewed Product',
  });
  expect(translate({ data: [body.data, body.data] })).toMatchObject({ events: [{}, {}] });
});

test.each([
  [
    { event: 'Fulfilled Order', customer_properties: profile },
    { kind: 'ignored', reason: 'not_needed' },
  ],
  [
    { event: 'Placed Order', customer_properties: {} },
    { kind: 'ignored', reason: 'no_person' },
  ],
  [{ event: 'Started Checkout', customer_properties: profile, properties: {} }, { kind: 'refused' }],
  [[], { kind: 'refused' }],
])('%j comes to %o', (body, outcome) => {
  expect(translate(body)).toMatchObject(outcome);
});

test('one key under two metrics, or of two people, is two events', () => {
  const ids = [
    events('Viewed Product', { ProductID: '1' }, { unique_id: '77' }),
    events('Started Checkout', { Items: [item] }, { unique_id: '77' }),
    events('Viewed Product', { ProductID: '1' }, { unique_id: '77', customer_properties: { $id: 'k2' } }),
  ].map(([event]) => event?.['id']);
  expect(new Set(ids).size).toBe(3);
});

describe('an order that tells little', () => {
  test('is a purchase without a value, and without a person where it names its cart', () => {
    const placed = events('Placed Order', { OrderId: 'o1' })[0];
    expect(placed).toMatchObject({ type: 'order_placed', currency: 'USD' });
    expect(placed).not.toHaveProperty('totalMinor');
    const nobody = { customer_properties: {} };
    expect(events('Placed Order', { OrderId: 'o1', QuoteId: 'q9' }, nobody)).toMatchObject([{ who: {}, cartId: 'q9' }]);
    expect(translate({ event: 'Placed Order', properties: { OrderId: 'o1' } })).toEqual({
      kind: 'ignored',
      reason: 'no_person',
    });
  });

  test('says which details it could not use', () => {
    expect(events('Placed Order', { OrderId: 'o1', $value: 'free', Items: [{ Quantity: 1 }] })[0]).toMatchObject({
      incomplete: ['totalMinor', 'lines'],
    });
  });
});

describe('a consent', () => {
  const profileWith = (marketing: object) => ({
    customer_properties: { ...profile, subscriptions: { email: { marketing } } },
  });
  const consentIn = (marketing: object) =>
    events('Viewed Product', { ProductID: '1' }, profileWith(marketing)).find(({ type }) => type === 'consent_updated');

  test('of a profile is an act where its time is told, and else what the record says', () => {
    expect(consentIn({ consent: 'SUBSCRIBED', consent_timestamp: '2026-10-01T08:00:00Z' })).toMatchObject({
      channel: 'email',
      status: 'granted',
      basis: 'act',
      occurredAt: '2026-10-01T08:00:00.000Z',
    });
    expect(consentIn({ consent: 'SUBSCRIBED' })).toMatchObject({ status: 'granted', basis: 'record' });
    expect(consentIn({ consent: 'UNSUBSCRIBED' })).toMatchObject({ status: 'denied' });
    expect(consentIn({ consent: 'NEVER_SUBSCRIBED', double_optin: true })).toBeUndefined();
  });

  test.each([
    ['Subscribed to Email Marketing', 'email', 'granted'],
    ['Unsubscribed from Email Marketing', 'email', 'denied'],
    ['Unsubscribed from SMS Marketing', 'sms', 'denied'],
    ['Marked Email as Spam', 'email', 'denied'],
  ])('%s is one of %s: %s', (metric, channel, status) => {
    expect(events(metric, {})[0]).toMatchObject({ type: 'consent_updated', channel, status });
  });
});
