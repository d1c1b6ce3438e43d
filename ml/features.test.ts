import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cartStages } from '../domain/cart.ts';
import { cartFeatureSet } from './cart-features.ts';
import type { CartSummary, CustomerHistory, FeatureInput } from './feature-input.ts';
import { type FeatureSet, hashOf, vectorOf } from './feature-set.ts';
import { featureSet, featureSetHash, features, featureVector } from './features.ts';
import { type ActivityEvent, addToActivity, emptyActivity } from './shopping-activity.ts';

const saturdayMs = Date.UTC(2026, 0, 3, 12);
const minuteMs = 60_000;

function shopper(events: readonly ActivityEvent[], rest: Partial<FeatureInput> = {}): FeatureInput {
  return {
    activity: events.reduce(addToActivity, emptyActivity),
    cart: null,
    atMs: saturdayMs,
    timeZone: 'UTC',
    ...rest,
  };
}

function named(set: FeatureSet, input: FeatureInput): Record<string, number> {
  const row = vectorOf(set, input);
  return Object.fromEntries(set.features.map(({ name }, index) => [name, row[index] ?? NaN]));
}

const browsing: readonly ActivityEvent[] = [
  { type: 'product_viewed', atMs: saturdayMs, productId: 'shoe' },
  { type: 'product_viewed', atMs: saturdayMs + minuteMs, productId: 'sock' },
  { type: 'line_added', atMs: saturdayMs + 3 * minuteMs, line: { productId: 'sock' } },
];

describe('the features of the prior', () => {
  test('count what a shopper looked at, and when', () => {
    expect(named(featureSet, shopper(browsing))).toEqual({
      product_views: 2,
      product_view_seconds: 180,
      seconds_per_product_view: 90,
      returning_visitor: 0,
      weekend: 1,
    });
  });

  test('are unknown, not zero, in a shop whose product views we never see', () => {
    const withoutSnippet = shopper([{ type: 'cart_updated', atMs: saturdayMs, lines: [{ productId: 'shoe' }] }]);
    expect(named(featureSet, withoutSnippet)).toEqual({
      product_views: NaN,
      product_view_seconds: NaN,
      seconds_per_product_view: NaN,
      returning_visitor: NaN,
      weekend: 1,
    });
  });

  test('are all unknown before the first event', () => {
    expect([...featureVector(shopper([]))].every(Number.isNaN)).toBe(true);
  });

  test('know a shopper again by an earlier session or order', () => {
    const order: ActivityEvent = { type: 'order_placed', atMs: saturdayMs - 9 * minuteMs };
    expect(named(featureSet, shopper([order, ...browsing]))['returning_visitor']).toBe(1);
  });

  test('take the weekend from the zone of the shop', () => {
    const fridayNight = shopper([{ type: 'product_viewed', atMs: Date.UTC(2026, 0, 2, 23, 30), productId: 'shoe' }]);
    expect(named(featureSet, fridayNight)['weekend']).toBe(0);
    expect(named(featureSet, { ...fridayNight, timeZone: 'Europe/Vienna' })['weekend']).toBe(1);
    expect(named(featureSet, { ...fridayNight, timeZone: 'Nowhere/Atlantis' })['weekend']).toBeNaN();
  });
});

const cart: CartSummary = {
  ...{ distinctItems: 2, itemCount: 3, valueMinor: 4_990, currencyExponent: 2 },
  ...{ lowestPriceMinor: 990, highestPriceMinor: 2_000, stage: 'checkout' },
};
const history: CustomerHistory = {
  ...{ orders: 2, lastOrderAgoMs: 3 * 86_400_000, messages: 0, lastMessageAgoMs: null, reachableBy: ['email'] },
};

describe('the features of carts', () => {
  test('are those of the prior, and what the cart and its customer say beyond', () => {
    const input = shopper(browsing, { cart, history, atMs: saturdayMs + 63 * minuteMs });
    expect(named(cartFeatureSet, input)).toEqual({
      ...named(featureSet, input),
      cart_changes: 1,
      distinct_products: 2,
      views_per_cart_change: 2,
      cart_item_views: 1,
      session_seconds: 180,
      last_event_gap_seconds: 120,
      mean_event_gap_seconds: 90,
      first_cart_change_age_seconds: 0,
      last_cart_change_age_seconds: 0,
      events_after_cart: 0,
      hour_of_day: 12,
      day_of_week: 6,
      cart_removals: 0,
      reached_checkout: 0,
      activity_age_seconds: 3_600,
      previous_sessions: 0,
      distinct_items: 2,
      item_count: 3,
      cart_value_log: Math.fround(Math.log1p(49.9)),
      price_spread: Math.fround(Math.log(2_001 / 991)),
      cart_stage: 2,
      previous_orders: 2,
      days_since_order: 3,
      previous_messages: 0,
      days_since_message: NaN,
      reachable_by_email: 1,
      reachable_by_sms: 0,
      reachable_by_push: 0,
      treated: 0,
    });
  });

  test('of goods without a price, and of somebody unknown, are unknown and not zero', () => {
    const priceless = { ...cart, valueMinor: null, lowestPriceMinor: null, highestPriceMinor: null };
    const row = named(cartFeatureSet, shopper(browsing, { cart: priceless }));
    for (const name of ['cart_value_log', 'price_spread', 'previous_orders', 'previous_messages', 'reachable_by_email'])
      expect([name, row[name]]).toEqual([name, NaN]);
  });

  test('suppose no message, whoever is asked about', () => {
    fc.assert(
      fc.property(fc.nat(), (messages) => {
        const input = shopper(browsing, { cart, history: { ...history, messages } });
        expect(named(cartFeatureSet, input)['treated']).toBe(0);
      }),
    );
  });
});

describe('a feature set', () => {
  const swapped: FeatureSet = { ...featureSet, features: features.toReversed() };

  test('gives one number per feature, in its order', () => {
    const input = shopper(browsing);
    expect([...featureVector(input)]).toEqual(features.map(({ value }) => value(input)));
    expect([...vectorOf(swapped, input)]).toEqual([...featureVector(input)].reverse());
  });

  test('has another hash when a name, a unit, the order or the version changes', () => {
    const renamed = {
      ...featureSet,
      features: features.map((each, index) => (index === 0 ? { ...each, name: 'views' } : each)),
    };
    const inHours = {
      ...featureSet,
      features: features.map((each) => ({ ...each, unit: each.unit === 'seconds' ? 'hours' : each.unit })),
    };
    const hashes = [featureSet, swapped, renamed, inHours, { ...featureSet, version: 2 }].map(hashOf);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashOf(featureSet)).toBe(featureSetHash);
  });

  test.each([featureSet, cartFeatureSet])('$name: names are unique, and every value is finite or unknown', (set) => {
    expect(new Set(set.features.map(({ name }) => name)).size).toBe(set.features.length);
    const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
    const events = fc.array(
      time.chain((atMs) =>
        fc.constantFrom<ActivityEvent>(
          { type: 'product_viewed', atMs, productId: `p${atMs % 7}` },
          { type: 'line_added', atMs, line: { productId: `p${atMs % 5}` } },
          { type: 'checkout_updated', atMs, lines: [] },
          { type: 'order_placed', atMs },
        ),
      ),
      { maxLength: 20 },
    );
    const cart = fc.option(
      fc.record({
        distinctItems: fc.nat(),
        itemCount: fc.nat(),
        valueMinor: fc.option(fc.nat()),
        currencyExponent: fc.option(fc.nat({ max: 4 })),
        lowestPriceMinor: fc.option(fc.nat()),
        highestPriceMinor: fc.option(fc.nat()),
        stage: fc.constantFrom(...cartStages),
      }),
    );
    fc.assert(
      fc.property(events, cart, time, (happened, contents, atMs) => {
        const row = vectorOf(set, shopper(happened, { cart: contents, atMs, timeZone: 'Asia/Kathmandu' }));
        expect(row).toHaveLength(set.features.length);
        expect([...row].every((value) => Number.isFinite(value) || Number.isNaN(value))).toBe(true);
      }),
    );
  });
});
