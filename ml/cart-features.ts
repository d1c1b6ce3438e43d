import { type CartStage, cartStages } from '../domain/cart.ts';
import type { Channel } from '../domain/channel.ts';
import { dayMs } from '../domain/duration.ts';
import type { CartSummary, CustomerHistory, FeatureInput } from './feature-input.ts';
import type { Feature, FeatureSet } from './feature-set.ts';
import { features as sessionFeatures } from './features.ts';
import { localTime } from './local-time.ts';
import type { CartActivity, SessionActivity } from './shopping-activity.ts';

/**
 * What a model may learn from a store's own carts, once it has enough of them with a known end: everything that the shipped
 * prior sees, and what only an engine that knows the cart and its customer can tell. Every prediction of a recovery keeps
 * this vector, whatever model answers, so that there is something to learn from before the first such model serves.
 */

/** From the events of the shopper alone: what can be counted again from the event log. */
const activityFeatures: readonly Feature[] = [
  ...sessionFeatures,
  inCart('cart_changes', 'times the cart was changed', 'count', (cart) => cart.changes),
  inSession(
    'distinct_products',
    'different products looked at or put into the cart',
    'count',
    (session, { activity }) => new Set([...session.viewed, ...activity.cart.added].map(([product]) => product)).size,
  ),
  inSession('views_per_cart_change', 'product views for each change of the cart', 'ratio', (session, { activity }) =>
    activity.browsingSeen && activity.cart.changes > 0 ? session.productViews / activity.cart.changes : NaN,
  ),
  inSession('cart_item_views', 'views of products that are in the cart', 'count', (session, { activity }) => {
    const added = new Set(activity.cart.added.map(([product]) => product));
    return session.viewed.reduce((sum, [product, views]) => sum + (added.has(product) ? views : 0), 0);
  }),
  inSession('session_seconds', 'time from the first to the last event of this session', 'seconds', (session) =>
    seconds(session.startedAtMs, session.lastEventAtMs),
  ),
  inSession('last_event_gap_seconds', 'time between the last two events', 'seconds', (session) =>
    seconds(session.previousEventAtMs, session.lastEventAtMs),
  ),
  inSession('mean_event_gap_seconds', 'average time between two events of this session', 'seconds', (session) =>
    session.eventCount > 1 ? seconds(session.startedAtMs, session.lastEventAtMs) / (session.eventCount - 1) : NaN,
  ),
  inSession(
    'first_cart_change_age_seconds',
    'time from the first change of the cart to the last event',
    'seconds',
    (session, { activity }) => seconds(activity.cart.firstChangeAtMs, session.lastEventAtMs),
  ),
  inSession(
    'last_cart_change_age_seconds',
    'time from the last change of the cart to the last event',
    'seconds',
    (session, { activity }) => seconds(activity.cart.lastChangeAtMs, session.lastEventAtMs),
  ),
  inCart('events_after_cart', 'events after the cart was begun', 'count', (cart) => cart.eventsAfterFirstChange),
  inSession(
    'hour_of_day',
    'hour of the last event in the zone of the shop',
    'hour',
    (session, { timeZone }) => localTime(session.lastEventAtMs, timeZone)?.hour ?? NaN,
  ),
  inSession(
    'day_of_week',
    'weekday of the last event, 0 = Sunday',
    'weekday',
    (session, { timeZone }) => localTime(session.lastEventAtMs, timeZone)?.weekday ?? NaN,
  ),
  inCart('cart_removals', 'lines taken out of the cart', 'count', (cart) => cart.removals),
  inCart('reached_checkout', 'the checkout was begun', '0 or 1', (cart) => Number(cart.reachedCheckout)),
  // The age of what is known, by the moment of the newest event and not by that of a cache: the same whether the activity
  // was cached or counted anew.
  inSession('activity_age_seconds', 'time since the newest event that is known', 'seconds', (session, { atMs }) =>
    seconds(session.lastEventAtMs, atMs),
  ),
  {
    name: 'previous_sessions',
    description: 'sessions before this one',
    unit: 'count',
    value: ({ activity }) => activity.previousSessions,
  },
];

/** From the cart as it stood. */
const contentFeatures: readonly Feature[] = [
  ofCart('distinct_items', 'different products in the cart', 'count', (cart) => cart.distinctItems),
  ofCart('item_count', 'pieces in the cart', 'count', (cart) => cart.itemCount),
  ofCart('cart_value_log', 'value of the cart in its own currency', 'log of 1 + major units', valueLog),
  ofCart('price_spread', 'how many times the dearest piece costs the cheapest', 'log of the ratio', priceSpread),
  ofCart('cart_stage', 'how far the cart came', stageUnit(), (cart) => cartStages.indexOf(cart.stage)),
];

/**
 * Whether messages go to the person. Learned from people who were drawn to get some; in every answer it is 0, for that is of what happens
 * without one.
 */
const treated: Feature = {
  name: 'treated',
  description: 'the person gets messages, which no prediction supposes',
  unit: '0 or 1',
  value: () => 0,
};

/** From the customer in the system of record. */
const historyFeatures: readonly Feature[] = [
  ofCustomer('previous_orders', 'orders of the customer before', 'count', ({ orders }) => orders),
  ofCustomer('days_since_order', 'time since the newest order of the customer', 'days', (history) =>
    days(history.lastOrderAgoMs),
  ),
  ofCustomer('previous_messages', 'messages to the customer before', 'count', ({ messages }) => messages),
  ofCustomer('days_since_message', 'time since the newest message to the customer', 'days', (history) =>
    days(history.lastMessageAgoMs),
  ),
];

/** From addresses and consents as they stood. */
const reachableFeatures: readonly Feature[] = [
  reachable('reachable_by_email', 'e-mail', 'email'),
  reachable('reachable_by_sms', 'SMS', 'sms'),
  reachable('reachable_by_push', 'push messages', 'push'),
];

export const cartFeatureSet: FeatureSet = {
  name: 'cart',
  version: 1,
  features: [...contentFeatures, ...historyFeatures, ...reachableFeatures, ...activityFeatures, treated],
};

/** What is a row of now: somebody who refuses afterwards was reachable all the same. */
const asItStood: readonly Feature[] = [...contentFeatures, ...reachableFeatures];
/** Which of them can be computed again afterwards, from events and rows that do not change. */
export const recomputable: readonly boolean[] = cartFeatureSet.features.map((one) => !asItStood.includes(one));

function inSession(
  name: string,
  description: string,
  unit: string,
  value: (session: SessionActivity, input: FeatureInput) => number,
): Feature {
  return {
    name,
    description,
    unit,
    value: (input) => (input.activity.session ? value(input.activity.session, input) : NaN),
  };
}

function inCart(name: string, description: string, unit: string, value: (cart: CartActivity) => number): Feature {
  return { name, description, unit, value: ({ activity }) => (activity.cart.changes > 0 ? value(activity.cart) : NaN) };
}

function ofCart(name: string, description: string, unit: string, value: (cart: CartSummary) => number): Feature {
  return { name, description, unit, value: ({ cart }) => (cart ? value(cart) : NaN) };
}

function ofCustomer(
  name: string,
  description: string,
  unit: string,
  value: (history: CustomerHistory) => number,
): Feature {
  return { name, description, unit, value: ({ history }) => (history ? value(history) : NaN) };
}

function reachable(name: string, words: string, channel: Channel): Feature {
  return ofCustomer(name, `the customer agreed to ${words} and has an address for them`, '0 or 1', ({ reachableBy }) =>
    Number(reachableBy.includes(channel)),
  );
}

/** Logarithms, so that a step of the trees means the same share in a store of cheap and in one of dear goods. */
function valueLog({ valueMinor, currencyExponent }: CartSummary): number {
  return valueMinor === null || currencyExponent === null ? NaN : Math.log1p(valueMinor / 10 ** currencyExponent);
}

function priceSpread({ lowestPriceMinor, highestPriceMinor }: CartSummary): number {
  if (lowestPriceMinor === null || highestPriceMinor === null) return NaN;
  return Math.log((highestPriceMinor + 1) / (lowestPriceMinor + 1));
}

/** Part of what the set is known by: another list of stages is another set. */
function stageUnit(): string {
  return cartStages.map((stage: CartStage, index) => `${index} ${stage}`).join(', ');
}

function days(ms: number | null): number {
  return ms === null ? NaN : ms / dayMs;
}

function seconds(fromMs: number | null, toMs: number): number {
  return fromMs === null ? NaN : (toMs - fromMs) / 1_000;
}
