import type { FeatureInput } from './feature-input.ts';
import type { Feature, FeatureSet } from './feature-set.ts';
import { localTime } from './local-time.ts';
import type { CartActivity, SessionActivity } from './shopping-activity.ts';

/**
 * What a model may learn from a store's own carts, once it has enough of them with a known end. No shipped model uses
 * it: the only public carts with complete histories are licensed for research, so there it is only evaluated.
 */
const cartFeatures: readonly Feature[] = [
  inSession('product_views', 'product pages looked at in this session', 'count', (session, { activity }) =>
    activity.browsingSeen ? session.productViews : NaN,
  ),
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
  {
    name: 'distinct_items',
    description: 'different products in the cart',
    unit: 'count',
    value: ({ cart }) => cart?.distinctItems ?? NaN,
  },
  { name: 'item_count', description: 'pieces in the cart', unit: 'count', value: ({ cart }) => cart?.itemCount ?? NaN },
  { name: 'cart_value', description: 'value of the cart in its own currency', unit: 'major units', value: cartValue },
  inSession('idle_seconds', 'time since the last event', 'seconds', (session, { atMs }) =>
    seconds(session.lastEventAtMs, atMs),
  ),
  {
    name: 'previous_sessions',
    description: 'sessions before this one',
    unit: 'count',
    value: ({ activity }) => activity.previousSessions,
  },
  {
    name: 'previous_orders',
    description: 'orders before this cart',
    unit: 'count',
    value: ({ activity }) => activity.previousOrders,
  },
];

export const cartFeatureSet: FeatureSet = { name: 'cart', version: 1, features: cartFeatures };

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

function cartValue({ cart }: FeatureInput): number {
  if (!cart || cart.valueMinor === null || cart.currencyExponent === null) return NaN;
  return cart.valueMinor / 10 ** cart.currencyExponent;
}

function seconds(fromMs: number | null, toMs: number): number {
  return fromMs === null ? NaN : (toMs - fromMs) / 1_000;
}
