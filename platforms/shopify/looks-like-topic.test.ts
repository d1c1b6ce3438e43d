import { describe, expect, test } from 'vitest';
import { refusalOfTopic } from './looks-like-topic.ts';

const bodies = {
  order: {
    id: 1,
    financial_status: 'paid',
    line_items: [],
    customer: { id: 5, verified_email: true, orders_count: 1 },
  },
  checkout: { id: 2, token: 'c', abandoned_checkout_url: 'https://lamps.example/1', customer: { orders_count: 1 } },
  customer: { id: 3, email: 'ada@shop.example', orders_count: 2 },
  refund: { id: 4, order_id: 1, refund_line_items: [] },
  shop: { id: 5, name: 'Lamps', domain: 'lamps.example', myshopify_domain: 'lamps.myshopify.com' },
  compliance: { shop_id: 5, shop_domain: 'lamps.myshopify.com', customer: { id: 3 } },
};
const topics = {
  order: ['orders_create', 'orders_cancelled'],
  checkout: ['checkouts_update'],
  customer: ['customers_update', 'customers_delete'],
  refund: ['refunds_create'],
  shop: ['app_uninstalled'],
  compliance: ['customers_redact', 'shop_redact'],
};

describe('a signed body', () => {
  const kinds = Object.keys(bodies) as (keyof typeof bodies)[];
  for (const sent of kinds)
    for (const topic of kinds.flatMap((kind) => topics[kind]))
      test(`that is a ${sent} counts under ${topic} only if that is its topic`, () => {
        expect(refusalOfTopic(topic, bodies[sent]) === null).toBe(topics[sent].includes(topic));
      });

  test('with fields missing counts as what its topic says', () => {
    for (const topic of ['orders_cancelled', 'carts_update', 'customers_delete'])
      expect(refusalOfTopic(topic, { id: 7 })).toBeNull();
  });

  test('that shows no shop never ends an installation', () => {
    for (const body of [{ id: 1 }, {}, [], null, 'x', { ...bodies.order, domain: 'lamps.example' }])
      expect(refusalOfTopic('app_uninstalled', body)).toMatchObject({ kind: 'refused' });
  });
});
