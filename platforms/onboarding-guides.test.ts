import { describe, expect, test } from 'vitest';
import { onboardingGuideOf } from './onboarding-guides.ts';
import { platforms } from './registry.ts';

const receivedAt = Date.UTC(2026, 10, 22, 12);
const settings = { currency: 'EUR', orderStatuses: {} };
/** A delivery that says nothing but what it is of, where each platform says that. */
const deliveryOf: Readonly<Record<string, (topic: string) => { headers?: Record<string, string>; body: object }>> = {
  shopify: (topic) => ({
    headers: { 'x-shopify-topic': topic },
    body: { id: 1, email: 'jo@shop.example', first_name: 'Jo' },
  }),
  woocommerce: (topic) => ({ headers: { 'x-wc-webhook-topic': topic }, body: {} }),
  bigcommerce: (scope) => ({ body: { scope, data: {} } }),
  segment: (topic) => ({
    body: {
      ...(/^[a-z]/.test(topic) ? { type: topic } : { type: 'track', event: topic }),
      userId: 'k1',
      properties: { products: [{ product_id: 'p1' }] },
    },
  }),
  klaviyo: (event) => ({ body: { event, customer_properties: { $id: 'k1' } } }),
  braze: (topic) => ({
    body: topic.includes('.') ? { events: [{ name: topic, external_id: 'k1' }] } : { [topic]: [{ external_id: 'k1' }] },
  }),
};

function isUnderstood(platform: string, topic: string): boolean {
  const { headers = {}, body } = deliveryOf[platform]?.(topic) ?? { body: {} };
  const request = { headers, body: Buffer.from(JSON.stringify(body)), receivedAt };
  const translation = platforms.get(platform)?.translate(request, settings);
  return translation?.kind !== 'ignored' || topic === 'attributes';
}

describe.each([...platforms.keys()])('the topics to subscribe to at %s', (platform) => {
  const { topics } = onboardingGuideOf(platform);

  test('are there, each of them once', () => {
    expect(topics.length).toBeGreaterThan(0);
    expect(new Set(topics).size).toBe(topics.length);
  });

  test('are all understood', () => {
    expect(topics.filter((topic) => !isUnderstood(platform, topic))).toEqual([]);
  });
});

test.each([
  ['shopify', ['customers_email_marketing_consent/update', 'customers_marketing_consent/update', 'customers/delete']],
  ['woocommerce', ['order.deleted', 'customer.deleted']],
  ['bigcommerce', ['store/customer/updated', 'store/order/refund/created']],
  ['segment', ['Order Completed', 'identify']],
  ['klaviyo', ['Placed Order', 'Unsubscribed from Email Marketing']],
  ['braze', ['ecommerce.order_placed', 'purchases']],
])('of %s name %j', (platform, some) => {
  expect(onboardingGuideOf(platform).topics).toEqual(expect.arrayContaining(some));
});

test.each([
  ['shopify', 'checkouts/delete'],
  ['shopify', 'orders/edited'],
  ['woocommerce', 'product.updated'],
  ['segment', 'Coupon Applied'],
  ['klaviyo', 'Active on Site'],
])('of %s leave out %s, which is known and needed by no cart', (platform, topic) => {
  expect(onboardingGuideOf(platform).topics).not.toContain(topic);
  expect(isUnderstood(platform, topic)).toBe(false);
});

test('a platform that nobody described has no topics', () => {
  expect(onboardingGuideOf('a platform of tomorrow').topics).toEqual([]);
});
