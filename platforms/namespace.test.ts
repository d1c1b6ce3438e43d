import { describe, expect, test } from 'vitest';
import { checkEvent } from '../services/ingest/events/check-event.ts';
import { platformSamples, receivedAt } from '../test/platform-samples.ts';
import { fields } from './fields.ts';
import { underNamespace } from './namespace.ts';
import type { Platform, Translation } from './platform.ts';
import { platforms } from './registry.ts';
import { woocommerce } from './woocommerce.ts';

const settings = { currency: 'EUR', orderStatuses: {} };
const namespace = 'woocommerce-0a1b2c3d';
const body = {
  id: 31,
  status: 'pending',
  currency: 'EUR',
  total: '18.00',
  date_created_gmt: '2026-11-22T11:00:00',
  date_modified_gmt: '2026-11-22T11:10:00',
  customer_id: 5,
  billing: { email: 'kim@shop.example', first_name: 'Kim' },
  line_items: [{ id: 1, product_id: 8, quantity: 1, price: 18, name: 'Vase' }],
};

function translated(platform: Platform, order: object = body): Translation {
  const headers = { 'x-wc-webhook-topic': 'order.updated' };
  return platform.translate({ headers, body: Buffer.from(JSON.stringify(order)), receivedAt }, settings);
}

function eventsOf(translation: Translation) {
  return translation.kind === 'events' ? translation.events.map(fields) : [];
}

describe('a shop beside another one of the same store', () => {
  const second = underNamespace(woocommerce, namespace);

  test('shares no number of a customer, an order, a cart or an event with it', () => {
    const told = eventsOf(translated(second));
    expect(told).toMatchObject([
      { type: 'checkout_started', cartId: `${namespace}:order:31`, who: { customerId: `${namespace}:5` } },
      { type: 'order_pending', orderId: `${namespace}:31`, cartId: `${namespace}:order:31` },
      { type: 'customer_identified', who: { customerId: `${namespace}:5`, email: 'kim@shop.example' } },
    ]);
    const first = new Set(eventsOf(translated(woocommerce)).map(({ id }) => id));
    expect(told.filter(({ id }) => first.has(id))).toEqual([]);
    for (const event of told) expect(checkEvent(event, { searchHostile: true })).toMatchObject({ ok: true });
  });

  test('has the carts and devices that its storefront names', () => {
    const meta_data = [
      { key: '_cart_id', value: 'f3a9' },
      { key: '_anonymous_id', value: 'visitor-8' },
    ];
    expect(eventsOf(translated(second, { ...body, meta_data }))[0]).toMatchObject({
      cartId: 'f3a9',
      who: { anonymousId: 'visitor-8' },
    });
  });

  test('asks to forget its own customer', () => {
    const headers = { 'x-wc-webhook-topic': 'customer.deleted' };
    const request = { headers, body: Buffer.from('{"id":5}'), receivedAt };
    expect(second.translate(request, settings)).toMatchObject({ subject: { customerId: `${namespace}:5` } });
  });

  test('says the same of a thing, whether it is told or asked for', () => {
    const asked = second.translateFetched?.({ resource: 'order', id: '31', body, fetchedAt: receivedAt }, settings);
    expect(asked).toEqual(translated(second));
  });
});

test.each([...platforms.values()])('$name under a name of its own makes events that the endpoint takes', (platform) => {
  const request = platformSamples[platform.name]?.signed('hush');
  if (!request) throw new Error('no sample');
  for (const event of eventsOf(underNamespace(platform, namespace).translate(request, settings)))
    expect(checkEvent(event, { searchHostile: true })).toMatchObject({ ok: true });
  expect(underNamespace(platform, null)).toBe(platform);
});
