import { describe, expect, test } from 'vitest';
import { bytesOf } from '../test/platform-samples.ts';
import { fields } from './fields.ts';
import type { PlatformSettings } from './platform.ts';
import { shopify } from './shopify.ts';

const receivedAt = Date.UTC(2026, 10, 22, 12);
const settings: PlatformSettings = { currency: 'EUR', orderStatuses: {} };
const line = { id: 9, variant_id: 42, product_id: 7, quantity: 2, price: '9.95', title: 'Cup' };
const cart = { token: 'tok', updated_at: '2026-11-22T11:00:00Z', line_items: [line] };
const checkout = {
  token: 'chk',
  cart_token: 'tok',
  email: null,
  currency: 'EUR',
  updated_at: '2026-11-22T11:05:00Z',
  subtotal_price: '19.90',
  shipping_address: [],
  abandoned_checkout_url: 'https://shop.example/1/checkouts/ac/chk/recover?key=k',
  line_items: [line],
};
const order = {
  id: 5,
  email: 'jo@shop.example',
  currency: 'EUR',
  total_price: '24.90',
  cart_token: 'tok',
  checkout_token: 'chk',
  created_at: '2026-11-22T11:10:00Z',
  processed_at: '2026-11-22T11:09:59Z',
  updated_at: '2026-11-22T11:20:00Z',
  financial_status: 'paid',
  line_items: [line],
};

function translate(topic: string, body: unknown, { headers = {}, own = settings } = {}) {
  const request = { headers: { 'x-shopify-topic': topic, ...headers }, body: bytesOf(body), receivedAt };
  return shopify.translate(request, own);
}

function events(...given: Parameters<typeof translate>): Record<string, unknown>[] {
  const translation = translate(...given);
  if (translation.kind !== 'events') throw new Error(JSON.stringify(translation));
  return translation.events.map((event) => ({ ...fields(event) }));
}

const types = (...given: Parameters<typeof translate>) => events(...given).map(({ type }) => type);

describe('a cart', () => {
  test('has the store’s currency, and no prices where the store has none', () => {
    expect(events('carts/update', cart)[0]).toMatchObject({
      cartId: 'tok',
      currency: 'EUR',
      lines: [{ productId: '42', quantity: 2, unitPriceMinor: 995 }],
    });
    const [without] = events('carts/update', cart, { own: { ...settings, currency: null } });
    expect(without).not.toHaveProperty('currency');
    expect(without?.['lines']).toEqual([{ productId: '42', quantity: 2, name: 'Cup' }]);
  });

  test('is the cart of its checkout and of its order, and of one person with them', () => {
    const [first, second, third] = [
      events('carts/create', { ...cart, token: 'tok?key=secret' })[0],
      events('checkouts/create', checkout)[0],
      events('orders/create', order)[0],
    ];
    for (const event of [second, third]) {
      expect(event?.['cartId']).toBe(first?.['cartId']);
      expect(fields(event?.['who'])['anonymousId']).toBe(fields(first?.['who'])['anonymousId']);
    }
  });

  test('is told with its checkout’s token beside its own, because its order may name that one only', () => {
    const [ofCheckout, ofOrder, bare] = [
      events('checkouts/update', checkout)[0],
      events('orders/create', order)[0],
      events('orders/create', { ...order, cart_token: null })[0],
    ];
    expect(ofCheckout).toMatchObject({ cartId: 'tok', cartAliases: ['checkout:chk'] });
    expect(ofOrder).toMatchObject({ cartId: 'tok', cartAliases: ['checkout:chk'] });
    expect(bare).toMatchObject({ cartId: 'checkout:chk' });
    expect(bare).not.toHaveProperty('cartAliases');
  });

  test('changed twice in one second is two events, in the order of their triggers', () => {
    const at = (triggered: string, quantity: number) =>
      events(
        'carts/update',
        { ...cart, line_items: [{ ...line, quantity }] },
        {
          headers: { 'x-shopify-triggered-at': triggered },
        },
      )[0];
    const [one, two] = [at('2026-11-22T11:00:00.100Z', 1), at('2026-11-22T11:00:00.900Z', 2)];
    expect(one?.['id']).not.toBe(two?.['id']);
    expect([one?.['occurredAt'], two?.['occurredAt']]).toEqual([
      '2026-11-22T11:00:00.100Z',
      '2026-11-22T11:00:00.900Z',
    ]);
    expect(at('2026-11-22T13:00:00Z', 1)?.['occurredAt']).toBe('2026-11-22T11:00:00.000Z');
  });

  test('can be opened again by a link that names its variants', () => {
    const headers = { 'x-shopify-shop-domain': 'shop.myshopify.com' };
    expect(events('carts/update', cart, { headers })[0]?.['restoreUrl']).toBe('https://shop.myshopify.com/cart/42:2');
    expect(events('carts/update', { ...cart, line_items: [] }, { headers })[0]).not.toHaveProperty('restoreUrl');
  });

  test('lies on the domain that Shopify names, and on no other that a header claims', () => {
    const siteOf = (domain: string) => {
      const told = translate('carts/update', cart, { headers: { 'x-shopify-shop-domain': domain } });
      return told.kind === 'events' ? told.siteUrl : null;
    };
    expect(siteOf('Lamp-Shop.myshopify.com')).toBe('https://lamp-shop.myshopify.com');
    for (const odd of ['evil.example', 'myshopify.com', 'a.myshopify.com.evil.example', 'a.b.myshopify.com'])
      expect(siteOf(odd)).toBeUndefined();
  });

  test('goes by the anonymous id that the storefront left in it', () => {
    const marked = { ...cart, note_attributes: [{ name: '_anonymous_id', value: 'visitor-1' }] };
    expect(events('carts/update', marked)[0]?.['who']).toEqual({ anonymousId: 'visitor-1' });
  });
});

describe('a checkout', () => {
  test('without an address is the cart’s, with one it is a person’s', () => {
    expect(events('checkouts/create', checkout)[0]?.['who']).toEqual({ anonymousId: 'shopify-cart:tok' });
    const typed = { ...checkout, email: 'jo@shop.example', phone: '+43 (1) 234-5678' };
    expect(events('checkouts/update', typed)[0]).toMatchObject({
      type: 'checkout_updated',
      who: { anonymousId: 'shopify-cart:tok', email: 'jo@shop.example', phone: '+4312345678' },
    });
  });

  test('that was completed is told by its order: it touches no cart', () => {
    expect(translate('checkouts/update', { ...checkout, completed_at: '2026-11-22T11:09:00Z' })).toEqual({
      kind: 'ignored',
      reason: 'not_needed',
    });
  });

  test('without a cart is a cart of its own', () => {
    const { cart_token: _, ...buyNow } = checkout;
    expect(events('checkouts/create', buyNow)[0]?.['cartId']).toBe('checkout:chk');
  });

  test('with a ticked box is a consent; an empty box takes none back', () => {
    const consented = { ...checkout, email: 'jo@shop.example', buyer_accepts_marketing: true };
    expect(events('checkouts/update', consented)[1]).toMatchObject({
      type: 'consent_updated',
      channel: 'email',
      status: 'granted',
    });
    // Each change of the checkout repeats the box: it counts from the beginning, so that it lifts no later refusal.
    const begun = { ...consented, created_at: '2026-11-22T10:40:00Z' };
    expect(events('checkouts/update', begun)[1]?.['occurredAt']).toBe('2026-11-22T10:40:00.000Z');
    expect(types('checkouts/update', { ...consented, buyer_accepts_marketing: false })).toEqual(['checkout_updated']);
    const text = {
      ...checkout,
      phone: '+4366012345',
      buyer_accepts_sms_marketing: true,
      sms_marketing_phone: '+4366012345',
    };
    expect(events('checkouts/update', text)[1]).toMatchObject({ channel: 'sms', status: 'granted' });
  });
});

describe('an order', () => {
  test.each([
    ['paid', ['order_placed', 'order_paid']],
    ['authorized', ['order_placed']],
    ['partially_paid', ['order_placed']],
    ['pending', ['order_pending']],
    ['expired', ['order_failed']],
    ['voided', ['order_cancelled']],
    ['refunded', ['order_placed', 'order_refunded']],
    ['a status of tomorrow', ['order_placed']],
    ['constructor', ['order_placed']],
  ])('that is %s means %j', (status, expected) => {
    expect(types('orders/updated', { ...order, financial_status: status })).toEqual(expected);
  });

  test('to be paid on delivery is bought', () => {
    const onDelivery = { ...order, financial_status: 'pending', payment_gateway_names: ['Cash on Delivery (COD)'] };
    expect(types('orders/create', onDelivery)).toEqual(['order_placed']);
  });

  test('means what its store says before what we say', () => {
    const own: PlatformSettings = { ...settings, orderStatuses: { pending: 'bought', paid: 'ignored' } };
    expect(types('orders/create', { ...order, financial_status: 'pending' }, { own })).toEqual(['order_placed']);
    expect(translate('orders/create', order, { own })).toEqual({ kind: 'ignored', reason: 'not_needed' });
  });

  test('is placed once, whichever topic tells it first', () => {
    const ids = ['orders/create', 'orders/updated', 'orders/fulfilled', 'ORDERS_PAID'].map(
      (topic) => events(topic, order)[0]?.['id'],
    );
    expect(new Set(ids)).toEqual(new Set([`shopify:order:5:placed:${order.updated_at.replace('Z', '.000Z')}`]));
  });

  test('is bought when its payment is told, if it was waiting for that', () => {
    expect(events('orders/create', order)[0]?.['occurredAt']).toBe('2026-11-22T11:09:59.000Z');
    expect(events('orders/paid', order)[0]?.['occurredAt']).toBe('2026-11-22T11:20:00.000Z');
  });

  test('that was cancelled counts as cancelled, paid or not', () => {
    const cancelled = { ...order, cancelled_at: '2026-11-22T11:30:00Z' };
    expect(events('orders/cancelled', cancelled)[0]).toMatchObject({
      type: 'order_cancelled',
      occurredAt: '2026-11-22T11:30:00.000Z',
    });
  });

  test('of a long number keeps every digit', () => {
    const text = JSON.stringify({ ...order, id: 0 }).replace('"id":0', '"id":820982911946154508');
    const request = { headers: { 'x-shopify-topic': 'orders/create' }, body: Buffer.from(text), receivedAt };
    expect(shopify.translate(request, settings)).toMatchObject({
      events: [{ orderId: '820982911946154508' }, { orderId: '820982911946154508' }],
    });
  });

  test.each([
    ['a total that cannot be read', { total_price: 'on request' }, ['totalMinor']],
    ['a currency that is none', { currency: 'points' }, ['totalMinor', 'currency']],
    ['a line without its number', { line_items: [line, null] }, ['lines']],
  ])('with %s is an order, marked as incomplete', (_, odd, incomplete) => {
    expect(events('orders/create', { ...order, ...odd })[0]).toMatchObject({ type: 'order_placed', incomplete });
  });

  test('of which nothing but its cart is told is an order of that cart', () => {
    const [placed] = events(
      'orders/create',
      { id: 6, checkout_token: 'chk' },
      { own: { ...settings, currency: null } },
    );
    expect(placed).toMatchObject({ type: 'order_placed', orderId: '6', cartId: 'checkout:chk' });
    expect(placed).not.toHaveProperty('incomplete');
    expect(placed).not.toHaveProperty('lines');
  });

  test('that somebody pays by agreement is bought, and one that only waits is not', () => {
    const pending = { ...order, financial_status: 'pending' };
    for (const type of ['net', 'NET', 'fixed', 'receipt', 'fulfillment'])
      expect(types('orders/create', { ...pending, payment_terms: { payment_terms_type: type } })).toEqual([
        'order_placed',
      ]);
    expect(types('orders/create', { ...pending, payment_terms: null })).toEqual(['order_pending']);
    const own: PlatformSettings = { ...settings, orderStatuses: { payment_terms: 'payment_pending' } };
    const onTerms = { ...pending, payment_terms: { payment_terms_type: 'net' } };
    expect(types('orders/create', onTerms, { own })).toEqual(['order_pending']);
  });

  test('that a shop placed to try itself is none, nor is its refund', () => {
    const ofTest = { kind: 'ignored', reason: 'test_order' };
    expect(translate('orders/create', { ...order, test: true })).toEqual(ofTest);
    const refund = {
      id: 1,
      order_id: 5,
      transactions: [{ kind: 'refund', amount: '1.00', currency: 'EUR', test: true }],
    };
    expect(translate('refunds/create', refund)).toEqual(ofTest);
  });

  test('is cancelled by the topic that says so, whatever its body leaves out', () => {
    expect(types('orders/cancelled', { id: 5, checkout_token: 'chk' })).toEqual(['order_cancelled']);
  });

  test('says of a line what its discounts leave of it', () => {
    const given = [
      {
        ...line,
        price: '9.95',
        discount_allocations: [{ amount: '2.00' }, { amount: '0.90' }],
        total_discount: '2.00',
      },
      { ...line, price: '5.00', quantity: 1, total_discount: '5.00' },
    ];
    expect(events('orders/create', { ...order, line_items: given })[0]?.['lines']).toMatchObject([
      { unitPriceMinor: 995, totalMinor: 1_700 },
      { unitPriceMinor: 500, totalMinor: 0 },
    ]);
  });

  test('of nobody and no cart is ignored', () => {
    const { email: _, cart_token: __, checkout_token: ___, ...nobodys } = order;
    expect(translate('orders/create', nobodys)).toEqual({ kind: 'ignored', reason: 'no_person' });
  });
});

describe('a refund', () => {
  const refund = {
    id: 77,
    order_id: 5,
    created_at: '2026-11-22T11:40:00Z',
    transactions: [
      { kind: 'refund', status: 'success', amount: '4.00', currency: 'EUR' },
      { kind: 'refund', status: 'failure', amount: '9.00', currency: 'EUR' },
      { kind: 'void', status: 'success', amount: '9.00', currency: 'EUR' },
    ],
    refund_line_items: [{ subtotal: '3.00', total_tax: '0.60' }],
  };

  test('gives back the money that moved, once, whether it or its order tells', () => {
    const [own] = events('refunds/create', refund);
    const [, , within] = events('orders/updated', { ...order, refunds: [refund] });
    expect(own).toMatchObject({ id: 'shopify:order:5:refund:77', refundedMinor: 400, currency: 'EUR' });
    expect(within).toMatchObject({ id: own?.['id'], refundedMinor: 400 });
  });

  test('without transactions gives back what the goods were worth, and nothing for nothing', () => {
    expect(events('refunds/create', { ...refund, transactions: [] })[0]?.['refundedMinor']).toBe(360);
    expect(translate('refunds/create', { ...refund, transactions: [], refund_line_items: [] })).toMatchObject({
      reason: 'not_needed',
    });
  });
});

describe('a customer', () => {
  const customer = {
    id: 3,
    email: 'jo@shop.example',
    first_name: 'Jo',
    phone: '+4366012345',
    updated_at: '2026-11-22T10:00:00Z',
    default_address: { country_code: 'AT' },
  };

  test.each([
    ['subscribed', 'granted'],
    ['unsubscribed', 'denied'],
    ['redacted', 'denied'],
    ['not_subscribed', null],
    ['pending', null],
  ])('who is %s to e-mail has a consent that is %s', (state, status) => {
    const consent = { state, consent_updated_at: '2026-11-21T10:00:00Z' };
    const found = events('customers/update', { ...customer, email_marketing_consent: consent });
    expect(found[0]).toMatchObject({ type: 'customer_identified', firstName: 'Jo', country: 'AT' });
    expect(found[1] ?? null).toEqual(
      status === null
        ? null
        : expect.objectContaining({ channel: 'email', status, occurredAt: '2026-11-21T10:00:00.000Z' }),
    );
  });

  test('whose record gives no time of the consent has done nothing now', () => {
    const consent = { state: 'subscribed', consent_updated_at: null };
    const marketing = { email_marketing_consent: consent, sms_marketing_consent: consent };
    const told = events('customers/update', { ...customer, ...marketing });
    const ordered = events('orders/create', {
      ...order,
      phone: customer.phone,
      customer: { ...customer, ...marketing },
    });
    for (const found of [told, ordered]) {
      const consents = found.filter(({ type }) => type === 'consent_updated');
      expect(consents.map(({ channel, basis }) => [channel, basis])).toEqual([
        ['email', 'record'],
        ['sms', 'record'],
      ]);
    }
    const dated = { ...consent, consent_updated_at: '2026-11-21T10:00:00Z' };
    expect(events('customers/update', { ...customer, email_marketing_consent: dated })[1]).not.toHaveProperty('basis');
  });

  test('of an old API who never agreed has refused nothing; who took it back has', () => {
    const old = { ...customer, created_at: '2026-01-05T10:00:00Z', accepts_marketing: false };
    expect(types('customers/update', { ...old, accepts_marketing_updated_at: old.created_at })).toEqual([
      'customer_identified',
    ]);
    expect(
      events('customers/update', { ...old, accepts_marketing_updated_at: '2026-03-05T10:00:00Z' })[1],
    ).toMatchObject({ status: 'denied', occurredAt: '2026-03-05T10:00:00.000Z' });
    expect(events('customers/update', { ...old, accepts_marketing: true })[1]).toMatchObject({
      status: 'granted',
      basis: 'record',
    });
  });

  test('who was deleted is to be forgotten', () => {
    expect(translate('customers/delete', { id: 3 })).toEqual({
      kind: 'privacy',
      request: 'customer_redact',
      subject: { customerId: '3', email: null, phone: null },
    });
    expect(
      translate('customers/redact', { customer: { email: 'jo@shop.example', phone: '+4366012345' } }),
    ).toMatchObject({ subject: { customerId: null, email: 'jo@shop.example', phone: '+4366012345' } });
    expect(translate('customers/delete', {})).toMatchObject({ kind: 'refused', path: 'id' });
  });

  test('speaks by the topics of consent too, which name things otherwise', () => {
    const consent = { state: 'SUBSCRIBED', consent_updated_at: '2026-11-21T10:00:00Z' };
    expect(
      events('customers_email_marketing_consent/update', {
        customer_id: 3,
        email_address: 'jo@shop.example',
        email_marketing_consent: consent,
      }),
    ).toMatchObject([{ channel: 'email', status: 'granted', who: { customerId: '3', email: 'jo@shop.example' } }]);
    expect(
      events('customers_marketing_consent/update', { id: 3, phone: '+4366012345', sms_marketing_consent: consent }),
    ).toMatchObject([{ channel: 'sms', status: 'granted' }]);
  });
});

describe('a request', () => {
  test('of the newer header family is understood alike', () => {
    const headers = {
      'shopify-topic': 'orders',
      'shopify-action': 'create',
      'shopify-webhook-id': 'w1',
      'shopify-triggered-at': '2026-11-22T11:20:00.5Z',
    };
    const request = { headers, body: bytesOf(order), receivedAt };
    expect(shopify.describe(request)).toEqual({ deliveryId: 'w1', topic: 'orders/create' });
    expect(shopify.translate(request, settings)).toMatchObject({ events: [{ type: 'order_placed' }, {}] });
  });

  test('for privacy says whom it is about', () => {
    const body = { customer: { id: 191167, email: 'jo@shop.example' } };
    expect(translate('customers/redact', body)).toEqual({
      kind: 'privacy',
      request: 'customer_redact',
      subject: { customerId: '191167', email: 'jo@shop.example', phone: null },
    });
    expect(translate('shop/redact', {})).toEqual({ kind: 'privacy', request: 'store_redact', subject: null });
    expect(translate('customers/redact', {})).toMatchObject({ kind: 'refused', path: 'customer' });
  });
});
