import { createHmac } from 'node:crypto';

export interface SampleWebhook {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes `checkouts/update` as Shopify sends it (about 2 kB), signed, each of a checkout and a delivery of its own. */
export function sampleWebhooks(secret: string, run: string): () => SampleWebhook {
  let count = 0;
  return () => {
    const token = `${run}-${count++}`;
    const body = JSON.stringify(checkout(token, new Date().toISOString()));
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Shopify-Captain-Hook',
        'x-shopify-api-version': '2026-10',
        'x-shopify-event-id': `event-${token}`,
        'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
        'x-shopify-shop-domain': 'lamps.myshopify.example',
        'x-shopify-topic': 'checkouts/update',
        'x-shopify-triggered-at': new Date().toISOString(),
        'x-shopify-webhook-id': `delivery-${token}`,
      },
    };
  };
}

function checkout(token: string, at: string): object {
  const address = {
    first_name: 'Ada',
    last_name: 'Bauer',
    address1: 'Lindenweg 4',
    address2: null,
    city: 'Graz',
    zip: '8010',
    province: 'Styria',
    country: 'Austria',
    country_code: 'AT',
    phone: null,
    latitude: 47.0707,
    longitude: 15.4395,
  };
  return {
    id: 981_820_079_255_243,
    token: `checkout-${token}`,
    cart_token: token,
    email: `shopper-${token}@mail.example`,
    gateway: null,
    buyer_accepts_marketing: false,
    created_at: at,
    updated_at: at,
    landing_site: '/collections/lamps?utm_source=newsletter',
    note: null,
    note_attributes: [],
    referring_site: 'https://search.example/',
    shipping_lines: [],
    taxes_included: true,
    total_weight: 2_400,
    currency: 'EUR',
    completed_at: null,
    customer_locale: 'de-AT',
    line_items: [
      line(39_897_499_729_985, 'Oak lamp, 40 cm', 1, '89.00'),
      line(39_897_499_729_986, 'Bulb E27', 2, '4.50'),
    ],
    name: '#981820079255243',
    source_name: 'web',
    abandoned_checkout_url: `https://lamps.example/checkouts/ac/${token}/recover?key=d3b5`,
    discount_codes: [],
    tax_lines: [{ price: '16.33', rate: 0.2, title: 'VAT', channel_liable: false }],
    presentment_currency: 'EUR',
    total_line_items_price: '98.00',
    total_tax: '16.33',
    total_discounts: '0.00',
    subtotal_price: '98.00',
    total_price: '98.00',
    total_duties: '0.00',
    billing_address: address,
    shipping_address: address,
  };
}

function line(variant: number, title: string, quantity: number, price: string): object {
  return {
    key: `${variant}:5f2d81`,
    fulfillment_service: 'manual',
    gift_card: false,
    grams: 1_200,
    product_id: variant - 1_000,
    quantity,
    requires_shipping: true,
    sku: `SKU-${variant}`,
    tax_lines: [],
    taxable: true,
    title,
    variant_id: variant,
    variant_title: '',
    vendor: 'Lamps',
    price,
    line_price: price,
    properties: null,
  };
}
