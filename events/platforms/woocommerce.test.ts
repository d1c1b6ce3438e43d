import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../test/platform-samples.ts';
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
      occurredAt: '2026-11-22T11:00:00.000Z',
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

  test('means what its store says', () => {
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

  test('that was deleted is only a number, and nothing to do', () => {
    expect(translate({ id: 727 }, { topic: 'order.deleted' })).toEqual({ kind: 'ignored', reason: 'not_needed' });
    expect(translate({ id: 727 })).toMatchObject({ kind: 'refused', path: 'status' });
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
