import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../test/platform-samples.ts';
import { checkoutNode, moneyBag, orderNode } from '../../test/shopify-nodes.ts';
import { fields } from '../fields.ts';
import type { Translation } from '../platform.ts';
import { shopify } from '../shopify.ts';

const settings = { currency: null, orderStatuses: {} };
const fetchedAt = Date.UTC(2026, 10, 20, 12);

function told(topic: string, body: unknown) {
  const headers = { 'x-shopify-topic': topic, 'x-shopify-triggered-at': '2026-11-20T10:30:00.7Z' };
  return eventsOf(shopify.translate({ headers, body: bytesOf(body), receivedAt: fetchedAt }, settings));
}

function fetched(resource: 'checkout' | 'order', body: unknown) {
  return shopify.translateFetched?.({ resource, id: '1', body, fetchedAt }, settings);
}

const asked = (resource: 'checkout' | 'order', body: unknown) => eventsOf(fetched(resource, body));

function eventsOf(translation: Translation | undefined) {
  if (translation?.kind !== 'events') throw new Error(JSON.stringify(translation));
  return translation.events.map(fields);
}

const ids = (events: readonly ReturnType<typeof fields>[]) => events.map(({ id }) => id);

const customer = {
  id: 31,
  email: 'jo@shop.example',
  first_name: 'Jo',
  phone: null,
  default_address: { country_code: 'AT' },
  email_marketing_consent: { state: 'subscribed', consent_updated_at: '2026-11-19T04:00:00-05:00' },
  sms_marketing_consent: null,
};
const line = { variant_id: 42, product_id: 7, quantity: 2, price: '9.95', title: 'Cup', sku: '' };

/** The webhook of `checkoutNode('1')`, in the zone of a shop in New York. */
const checkout = {
  id: 1,
  token: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  cart_token: 'hWN1cart1',
  email: 'jo@shop.example',
  created_at: '2026-11-20T05:29:50-05:00',
  updated_at: '2026-11-20T05:30:00-05:00',
  completed_at: null,
  phone: null,
  customer_locale: 'de-AT',
  currency: 'EUR',
  presentment_currency: 'SEK',
  note_attributes: [],
  shipping_address: [],
  subtotal_price: '19.90',
  abandoned_checkout_url: 'https://shop.example/1/checkouts/ac/hWN1cart1/recover?key=k&locale=de-AT',
  customer,
  line_items: [{ ...line, vendor: 'Cups & Co' }],
};

/** The webhook of `orderNode('1')`. */
const order = {
  id: 1,
  cart_token: 'hWN1cart1',
  checkout_token: 'bd5a8aa1ecd019dd3520ff791ee3a24c',
  email: 'jo@shop.example',
  contact_email: 'jo@shop.example',
  phone: null,
  customer_locale: 'de-AT',
  buyer_accepts_marketing: false,
  created_at: '2026-11-20T05:40:01-05:00',
  processed_at: '2026-11-20T05:40:00-05:00',
  updated_at: '2026-11-20T05:40:02-05:00',
  cancelled_at: null,
  financial_status: 'paid',
  payment_gateway_names: ['shopify_payments'],
  currency: 'EUR',
  total_price: '24.90',
  note_attributes: [],
  customer,
  shipping_address: { first_name: 'Jo', phone: '+4366012345', country_code: 'AT' },
  line_items: [{ ...line, id: 99 }],
  refunds: [],
};

describe('a checkout that is asked for', () => {
  test('is the same events as in its webhook, but for the checkout’s own token, which its link does not name', () => {
    const [fromWebhook, fromApi] = [told('checkouts/update', checkout), asked('checkout', checkoutNode('1'))];
    expect(ids(fromApi)).toEqual(ids(fromWebhook));
    const finer = { occurredAt: '2026-11-20T10:30:00.700Z' };
    const [first, ...others] = fromWebhook;
    const { cartAliases, ...bare } = first ?? {};
    expect(cartAliases).toEqual([`checkout:${checkout.token}`]);
    expect(fromApi.map((event) => ({ ...event, ...finer }))).toEqual(
      [bare, ...others].map((event) => ({ ...event, ...finer })),
    );
    expect(fromApi[0]).toMatchObject({ cartId: 'hWN1cart1', currency: 'EUR', valueMinor: 1_990 });
  });

  test('that was changed since is another event of the same cart', () => {
    const changed = checkoutNode('1', { updatedAt: '2026-11-20T10:31:00Z', lines: [{ variant: '42', quantity: 3 }] });
    const [[before], [after]] = [told('checkouts/update', checkout), asked('checkout', changed)];
    expect(after?.['id']).not.toBe(before?.['id']);
    expect(after?.['cartId']).toBe(before?.['cartId']);
  });

  test('with an older link is the cart of a checkout that has no other', () => {
    const link = { abandonedCheckoutUrl: `https://shop.example/1/checkouts/${checkout.token}/recover?key=k` };
    const [fromApi] = asked('checkout', checkoutNode('1', link));
    expect(fromApi?.['cartId']).toBe(told('checkouts/update', { ...checkout, cart_token: null })[0]?.['cartId']);
    expect(fromApi?.['cartId']).toBe(`checkout:${checkout.token}`);
  });

  test('whose link names no token is refused: by any other name it would be a second cart', () => {
    const node = checkoutNode('1', { abandonedCheckoutUrl: 'https://shop.example/recover?key=k' });
    expect(fetched('checkout', node)).toMatchObject({ kind: 'refused', path: 'abandonedCheckoutUrl' });
  });

  test('that was completed is told by its order', () => {
    const node = checkoutNode('1', { completedAt: '2026-11-20T10:40:00Z' });
    expect(fetched('checkout', node)).toEqual({ kind: 'ignored', reason: 'not_needed' });
  });

  test('of an app that may see no personal data is still its cart', () => {
    const node = checkoutNode('1', {
      customer: null,
      customAttributes: [{ key: '_anonymous_id', value: 'visitor-1' }],
    });
    expect(asked('checkout', node)).toMatchObject([{ cartId: 'hWN1cart1', who: { anonymousId: 'visitor-1' } }]);
  });

  test('without decimals or with three has the amounts of its currency', () => {
    for (const [currency, price, minor] of [
      ['JPY', '1000.0', 1_000],
      ['KWD', '1.5', 1_500],
    ] as const) {
      const node = checkoutNode('1', { currency, lines: [{ variant: '42', price }] });
      expect(asked('checkout', node)[0]).toMatchObject({ currency, lines: [{ unitPriceMinor: minor }] });
    }
  });
});

describe('an order that is asked for', () => {
  test('is the same events as in its webhook', () => {
    const [fromWebhook, fromApi] = [told('orders/updated', order), asked('order', orderNode('1'))];
    expect(fromApi).toEqual(fromWebhook);
    expect(fromApi.map(({ type }) => type)).toEqual([
      'order_placed',
      'order_paid',
      'customer_identified',
      'consent_updated',
    ]);
    expect(fromApi[0]).toMatchObject({ cartId: 'hWN1cart1', totalMinor: 2_490 });
  });

  test.each([
    [{ displayFinancialStatus: 'PENDING' }, { financial_status: 'pending' }],
    [{ displayFinancialStatus: 'EXPIRED' }, { financial_status: 'expired' }],
    [{ displayFinancialStatus: 'VOIDED' }, { financial_status: 'voided' }],
    [{ displayFinancialStatus: null }, { financial_status: null }],
    [{ cancelledAt: '2026-11-20T10:50:00Z' }, { cancelled_at: '2026-11-20T05:50:00-05:00' }],
    [
      { displayFinancialStatus: 'PENDING', paymentGatewayNames: ['Cash on Delivery (COD)'] },
      { financial_status: 'pending', payment_gateway_names: ['Cash on Delivery (COD)'] },
    ],
    [{ customerAcceptsMarketing: true }, { buyer_accepts_marketing: true }],
    [{ cartToken: null }, { cart_token: null }],
    [{ customer: null }, { customer: null }],
  ])('with %j means what %j means in its webhook', (ofNode, ofWebhook) => {
    const fromWebhook = told('orders/updated', { ...order, ...ofWebhook });
    expect(asked('order', orderNode('1', ofNode))).toEqual(fromWebhook);
  });

  test('gives back the money that moved, under the ids of the webhooks', () => {
    const at = '2026-11-20T11:00:00Z';
    const moved = (amount: string, status: string) => ({ kind: 'REFUND', status, amountSet: moneyBag(amount) });
    const refund = {
      id: 'gid://shopify/Refund/77',
      createdAt: at,
      processedAt: at,
      transactions: { nodes: [moved('4.0', 'SUCCESS'), moved('9.0', 'FAILURE')] },
    };
    const fromApi = asked('order', orderNode('1', { displayFinancialStatus: 'PARTIALLY_REFUNDED', refunds: [refund] }));
    const fromWebhook = told('refunds/create', {
      id: 77,
      order_id: 1,
      created_at: at,
      transactions: [{ kind: 'refund', status: 'success', amount: '4.00', currency: 'EUR' }],
    });
    expect(fromApi.find(({ type }) => type === 'order_refunded')).toMatchObject({
      id: fromWebhook[0]?.['id'],
      refundedMinor: 400,
      currency: 'EUR',
    });
  });

  test('without its money or its number is refused, and says where', () => {
    expect(fetched('order', { ...orderNode('1'), totalPriceSet: null })).toMatchObject({ path: 'totalPriceSet' });
    expect(fetched('order', { ...orderNode('1'), id: 'gid://shopify/Order/none' })).toMatchObject({ path: 'id' });
  });
});
