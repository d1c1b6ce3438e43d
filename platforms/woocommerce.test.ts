import { describe, expect, test } from 'vitest';
import { checkEvent } from '../services/ingest/events/check-event.ts';
import { bytesOf } from '../test/platform-samples.ts';
import type { OrderMeaning, PlatformSettings } from './platform.ts';
import { woocommerce } from './woocommerce.ts';

const receivedAt = Date.UTC(2026, 10, 22, 12);
const settings: PlatformSettings = { currency: null, orderStatuses: {} };
const order = {
  id: 727,
  status: 'processing',
  currency: 'EUR',
  total: '29.35',
  date_created_gmt: '2026-11-22T11:00:00',
  date_modified_gmt: '2026-11-22T11:30:00',
  date_paid_gmt: null,
  customer_id: 26,
  billing: { first_name: '', email: 'jo@shop.example', phone: '(11) 1111-1111', country: '' },
  line_items: [{ id: 1, product_id: 22, variation_id: 23, quantity: 3, price: 3.3333333333, name: 'Cup' }],
  payment_url: 'https://shop.example/checkout/order-pay/727/?pay_for_order=true&key=wc_order_x',
};

function translate(body: unknown, { topic = 'order.updated', own = settings } = {}) {
  return woocommerce.translate({ headers: { 'x-wc-webhook-topic': topic }, body: bytesOf(body), receivedAt }, own);
}

function events(...given: Parameters<typeof translate>): readonly Record<string, unknown>[] {
  const translation = translate(...given);
  if (translation.kind !== 'events') throw new Error(JSON.stringify(translation));
  return translation.events as Record<string, unknown>[];
}

describe('an order', () => {
  test('has its times in UTC, its variation as the product and its prices to the cent', () => {
    expect(events(order)[0]).toEqual({
      id: 'woocommerce:order:727:placed:2026-11-22T11:30:00.000Z',
      type: 'order_placed',
      occurredAt: '2026-11-22T11:30:00.000Z',
      who: { customerId: '26', email: 'jo@shop.example' },
      orderId: '727',
      lines: [{ productId: '23', quantity: 3, unitPriceMinor: 333, name: 'Cup' }],
      totalMinor: 2_935,
      currency: 'EUR',
    });
  });

  test('of a guest is nobody’s number', () => {
    expect(events({ ...order, customer_id: 0 })[0]?.['who']).toEqual({ email: 'jo@shop.example' });
    const nobodys = { ...order, customer_id: 0, billing: [] };
    expect(translate(nobodys)).toEqual({ kind: 'ignored', reason: 'no_person' });
  });

  test.each([
    ['pending', ['checkout_started', 'order_pending']],
    ['on-hold', ['checkout_started', 'order_pending']],
    ['processing', ['order_placed']],
    ['completed', ['order_placed']],
    ['wc-completed', ['order_placed']],
    ['shipped', ['order_placed']],
    ['failed', ['checkout_started', 'order_failed']],
    ['cancelled', ['order_cancelled']],
    ['trash', ['order_cancelled']],
    ['refunded', ['order_placed', 'order_refunded']],
  ])('that is %s means %j', (status, expected) => {
    expect(events({ ...order, status }).map(({ type }) => type)).toEqual(expected);
  });

  test.each(['checkout-draft', 'auto-draft'])('that is a %s is none yet', (status) => {
    expect(translate({ ...order, status })).toEqual({ kind: 'ignored', reason: 'not_needed' });
  });

  test('means what its store says (I18)', () => {
    const meanings: Record<string, OrderMeaning> = { 'on-hold': 'bought', shipped: 'ignored' };
    const own = { ...settings, orderStatuses: meanings };
    expect(events({ ...order, status: 'on-hold' }, { own })[0]?.['type']).toBe('order_placed');
    expect(translate({ ...order, status: 'shipped' }, { own }).kind).toBe('ignored');
  });

  test('that waits for its money can be paid for, in a shop whose carts nobody sees', () => {
    const [cart, pending] = events({ ...order, status: 'pending' });
    expect(cart).toMatchObject({
      type: 'checkout_started',
      cartId: 'order:727',
      restoreUrl: order.payment_url,
      lines: [{ productId: '23' }],
    });
    expect(pending).toMatchObject({ type: 'order_pending', cartId: 'order:727', totalMinor: 2_935 });
  });

  test('of a cart that the storefront named is that cart’s', () => {
    const meta_data = [
      { id: 1, key: '_cart_id', value: 'c1' },
      { id: 2, key: '_anonymous_id', value: 'visitor-1' },
    ];
    const found = events({ ...order, status: 'pending', meta_data });
    expect(found.map(({ type }) => type)).toEqual(['order_pending']);
    expect(found[0]).toMatchObject({ cartId: 'c1', who: { anonymousId: 'visitor-1' } });
  });

  test('is bought when it was paid', () => {
    const [placed, paid] = events({ ...order, date_paid_gmt: '2026-11-22T11:29:00' });
    expect(placed?.['occurredAt']).toBe('2026-11-22T11:29:00.000Z');
    expect(paid).toMatchObject({ type: 'order_paid', occurredAt: '2026-11-22T11:29:00.000Z' });
  });

  test('lists each refund once, and is refunded whole when it lists none', () => {
    const refunds = [
      { id: 726, total: '-10.00' },
      { id: 724, total: '-9.00' },
    ];
    expect(events({ ...order, refunds }).slice(1)).toMatchObject([
      { id: 'woocommerce:order:727:refund:726', refundedMinor: 1_000 },
      { id: 'woocommerce:order:727:refund:724', refundedMinor: 900 },
    ]);
    expect(events({ ...order, status: 'refunded', refunds: [] })[1]).toMatchObject({ refundedMinor: 2_935 });
  });

  test('that names its cart and nobody is that cart’s purchase', () => {
    const meta_data = [{ key: '_cart_id', value: 'c9' }];
    const [placed] = events({ ...order, customer_id: 0, billing: { email: '', phone: '0650 1' }, meta_data });
    expect(placed).toMatchObject({ type: 'order_placed', who: {}, cartId: 'c9' });
  });

  test.each([
    ['an amount in words', { total: 'on request' }, ['totalMinor']],
    ['no currency', { currency: null }, ['totalMinor']],
    ['a currency that is none', { currency: 'points' }, ['totalMinor', 'currency']],
    ['an amount beyond every bound', { total: '900000000000000.00' }, ['totalMinor']],
    ['no lines', { line_items: null }, ['lines']],
    ['a line without a number of pieces', { line_items: [{ id: 1, product_id: 5, quantity: 'some' }] }, ['lines']],
    ['dates of the year 0', { date_created_gmt: '0000-00-00 00:00:00', date_modified_gmt: null }, ['occurredAt']],
  ])('with %s is a purchase that says what is missing', (_, change, incomplete) => {
    const [placed] = events({ ...order, ...change });
    expect(placed).toMatchObject({ type: 'order_placed', orderId: '727', incomplete });
    expect(checkEvent(placed, { searchHostile: true })).toMatchObject({ ok: true });
  });

  test('may write its currency in small letters, and name the one of the store by naming none', () => {
    expect(events({ ...order, currency: ' eur ' })[0]).toMatchObject({ currency: 'EUR', totalMinor: 2_935 });
    const own = { ...settings, currency: 'SEK' };
    expect(events({ ...order, currency: '' }, { own })[0]).toMatchObject({ currency: 'SEK', totalMinor: 2_935 });
  });

  test('of a checkout page that was open for long was bought when its status changed, not when the page was opened', () => {
    const draft = { date_created_gmt: '2026-11-22T09:00:00', date_modified_gmt: '2026-11-22T11:45:00' };
    expect(events({ ...order, ...draft })[0]?.['occurredAt']).toBe('2026-11-22T11:45:00.000Z');
  });

  test('that was paid after it was cancelled is placed by an event of its own', () => {
    const states = [
      { status: 'processing', date_modified_gmt: '2026-11-22T11:30:00' },
      { status: 'cancelled', date_modified_gmt: '2026-11-22T11:40:00' },
      { status: 'processing', date_modified_gmt: '2026-11-22T11:50:00' },
    ];
    const ids = states.map((state) => events({ ...order, ...state })[0]?.['id']);
    expect(new Set(ids).size).toBe(3);
    const restored = events(order, { topic: 'order.restored' })[0];
    // The shop's own date of the change may be that from before the trash.
    expect(restored).toMatchObject({ type: 'order_placed', changedAt: new Date(receivedAt).toISOString() });
    expect(restored?.['id']).not.toBe(events(order)[0]?.['id']);
  });

  test('that is deleted is only a number, and counts as cancelled', () => {
    expect(events({ id: 727 }, { topic: 'order.deleted' })).toEqual([
      {
        id: 'woocommerce:order:727:cancelled:2026-11-22T12:00:00.000Z:deleted',
        type: 'order_cancelled',
        occurredAt: '2026-11-22T12:00:00.000Z',
        who: {},
        orderId: '727',
      },
    ]);
  });

  test.each([
    ['that a subscription renewed', { created_via: 'subscription' }],
    ['that renews a subscription at its checkout', { meta_data: [{ key: '_subscription_renewal', value: '61' }] }],
  ])('%s is no cart that somebody left while it is unpaid, and a purchase once it is paid', (_, renewal) => {
    for (const status of ['pending', 'on-hold', 'failed'])
      expect(translate({ ...order, ...renewal, status })).toEqual({ kind: 'ignored', reason: 'not_needed' });
    expect(events({ ...order, ...renewal })[0]?.['type']).toBe('order_placed');
  });

  test('has the link of its payment only while that page takes the payment', () => {
    const linkOf = (change: object) => events({ ...order, ...change })[0]?.['restoreUrl'];
    expect(linkOf({ status: 'pending' })).toBe(order.payment_url);
    expect(linkOf({ status: 'failed' })).toBe(order.payment_url);
    expect(linkOf({ status: 'on-hold' })).toBeUndefined();
    expect(linkOf({ status: 'on-hold', needs_payment: true })).toBe(order.payment_url);
    expect(linkOf({ status: 'pending', needs_payment: false })).toBeUndefined();
  });
});

describe('a line', () => {
  const lineOf = (change: object, rest: object = {}) => {
    const line_items = [{ id: 1, product_id: 22, quantity: 2, price: 15, name: 'Cup', ...change }];
    return (events({ ...order, line_items, ...rest })[0]?.['lines'] as Record<string, unknown>[] | undefined)?.[0];
  };

  test('costs what the shopper saw: with its tax, which the price of one leaves out', () => {
    expect(lineOf({ total: '30.00', total_tax: '6.00' })).toMatchObject({ unitPriceMinor: 1_800, totalMinor: 3_600 });
    expect(lineOf({ total: '30.00', total_tax: '0.00' })).toMatchObject({ unitPriceMinor: 1_500, totalMinor: 3_000 });
  });

  test('of a measure, or of thirds of a cent, says what the whole of it costs', () => {
    expect(lineOf({ quantity: 1.5, total: '12.00', price: 8 })).toMatchObject({
      quantity: 1.5,
      unitPriceMinor: 800,
      totalMinor: 1_200,
    });
    expect(lineOf({ quantity: 3, total: '50.00', price: 16.666666 })).toMatchObject({
      unitPriceMinor: 1_667,
      totalMinor: 5_000,
    });
  });
});

describe('a body under the wrong topic', () => {
  const customer = { id: 25, email: 'jo@shop.example', role: 'customer', billing: {} };

  test('is refused, whichever of the two it is', () => {
    expect(translate(order, { topic: 'customer.updated' })).toMatchObject({ kind: 'refused' });
    expect(translate(order, { topic: 'customer.deleted' })).toMatchObject({ kind: 'refused' });
    expect(translate(customer)).toMatchObject({ kind: 'refused' });
    expect(translate({ id: 727 })).toMatchObject({ kind: 'refused' });
    expect(translate({ id: 3, name: 'Cup', status: 'publish', price: '3.00' })).toMatchObject({ kind: 'refused' });
  });

  test('is not what an order is that lost some of its fields on the way', () => {
    expect(events({ id: 727, status: 'processing', billing: order.billing })[0]?.['type']).toBe('order_placed');
  });
});

describe('a customer', () => {
  test('is somebody with a name', () => {
    const customer = {
      id: 25,
      email: 'jo@shop.example',
      first_name: 'Jo',
      billing: { country: 'BR' },
      date_modified_gmt: '2026-11-22T10:00:00',
    };
    expect(events(customer, { topic: 'customer.created' })).toMatchObject([
      { type: 'customer_identified', firstName: 'Jo', country: 'BR', who: { customerId: '25' } },
    ]);
  });
});

test('a customer who was deleted at the shop is somebody to forget', () => {
  expect(translate({ id: 25 }, { topic: 'customer.deleted' })).toEqual({
    kind: 'privacy',
    request: 'customer_redact',
    subject: { customerId: '25', email: null, phone: null },
  });
});

describe('the ping of a webhook that is saved', () => {
  const ping = { headers: {}, body: Buffer.from('webhook_id=142'), receivedAt };

  test('is unsigned, taken kindly, and means nothing', () => {
    expect(woocommerce.verify(ping, ['hush'])).toEqual({ ok: true });
    expect(woocommerce.describe(ping)).toEqual({ deliveryId: null, topic: 'ping' });
    expect(woocommerce.translate(ping, settings)).toEqual({ kind: 'ignored', reason: 'ping' });
  });

  test.each(['webhook_id=1&order=2', 'webhook_id=', '{"webhook_id":1}', ''])('is nothing else: %s', (body) => {
    expect(woocommerce.verify({ ...ping, body: Buffer.from(body) }, ['hush'])).toMatchObject({ ok: false });
  });

  test('with a topic is no ping, and has to be signed', () => {
    const headers = { 'x-wc-webhook-topic': 'order.created' };
    expect(woocommerce.verify({ ...ping, headers }, ['hush'])).toMatchObject({ reason: 'signature_missing' });
  });
});
