import { dayMs } from '../duration.ts';
import { type Dimension, dimensionsOf, factOf, type Measure } from './measures.ts';

export const units = ['count', 'money', 'share', 'duration_ms'] as const;
export type Unit = (typeof units)[number];

/** How a metric comes of its measures. */
export type Formula =
  | { readonly kind: 'sum'; readonly of: Measure }
  /** Sums divided last, never a mean of ratios; nothing divided by nothing is no number. */
  | { readonly kind: 'ratio'; readonly of: Measure; readonly per: Measure }
  | { readonly kind: 'median'; readonly of: Measure };

export interface Metric {
  readonly name: string;
  /** What is counted, by which moment, and what is left out: one paragraph that a marketer can check. */
  readonly definition: string;
  readonly unit: Unit;
  readonly formula: Formula;
  /**
   * How long a row can still become what is counted: younger ones are not counted at all, or what has not happened yet
   * would look like what never will.
   */
  readonly maturesMs?: number;
}

const byAbandonment = 'Counted by the moment at which the cart was abandoned.';
const byMessage = 'Counted by the moment at which the message was permitted.';
const byOrder = 'Counted by the moment at which the order was placed, as the shop dates it.';
const accepted = 'messages that a provider took';

/** Every number of the dashboard. Ids are part of the public API: add, never rename. */
export const catalogue = {
  abandoned_carts: count('Abandoned carts', 'abandonments.carts', [
    'Carts with something in them that were left for longer than the idle time of the store. A cart counts once until it is',
    `bought or left alone for 30 days. Carts that look like the work of bots, or were bought before, are left out. ${byAbandonment}`,
  ]),
  abandoned_value: money('Abandoned value', 'abandonments.valueMinor', [
    `What was in the abandoned carts when they were abandoned, in one currency. ${byAbandonment}`,
  ]),
  reachable_share: ratio('Reachable share', 'abandonments.reachable', 'abandonments.carts', [
    'Abandoned carts whose customer has an address, agreed and is not suppressed on a channel of the campaign, of all',
    `abandoned carts. ${byAbandonment}`,
  ]),
  unreachable_carts: count('Unreachable carts', 'abandonments.unreachable', [
    `Abandoned carts about which nobody could be written to, with the reason. ${byAbandonment}`,
  ]),
  recovery_rate: ratio('Recovery rate', 'abandonments.bought', 'abandonments.carts', [
    `Abandoned carts that were bought after a message about them, of all abandoned carts. ${byAbandonment}`,
  ]),
  recovered_within_1d: recoveredWithin(1),
  recovered_within_3d: recoveredWithin(3),
  recovered_within_7d: recoveredWithin(7),
  recovered_within_14d: recoveredWithin(14),
  recovered_within_30d: recoveredWithin(30),
  recovered_orders: count('Recovered orders', 'recoveredOrders.orders', [
    'Orders that arrived while the recovery of their cart or customer was open, or within seven days after its last message,',
    `and after a message of it had been taken by a provider. Cancelled orders are left out. ${byOrder}`,
  ]),
  recovered_revenue: money('Recovered revenue', 'recoveredOrders.valueMinor', [
    'Totals of the recovered orders in one currency: what was to be paid, after the codes of offers, with refunds not deducted.',
    byOrder,
  ]),
  recovered_revenue_gross: money('Recovered revenue before discounts', 'recoveredOrders.grossMinor', [
    `The same with what codes of offers took off added again. ${byOrder}`,
  ]),
  discount_cost: money('Discounts', 'recoveredOrders.discountMinor', [
    'What codes of offers took off the recovered orders, as far as the shop said that they were used: of imported codes it says',
    `nothing. A code counts at the first order of its recovery. ${byOrder}`,
  ]),
  recovered_revenue_last_touch: money('Recovered revenue by last touch', 'touchedOrders.valueMinor', [
    'Totals of orders that were placed within seven days after a message to their customer, credited to the newest one. The',
    `credit stays as it was given when the order arrived. Another way to count the same money: never add the two. ${byOrder}`,
  ]),
  refunds: money('Refunds', 'recoveredOrders.refundedMinor', [
    `What was refunded of the recovered orders until now. ${byOrder}`,
  ]),
  abandoned_products: count('Products in abandoned carts', 'leftProducts.carts', [
    'Products that lay in the abandoned carts: each once for each cart, whatever its quantity and variants, so a cart with',
    `three products adds three. ${byAbandonment}`,
  ]),
  abandoned_products_value: money('Value of products in abandoned carts', 'leftProducts.valueMinor', [
    'What the lines of these products cost in the carts, in one currency. Lines without a price add nothing, and a cart may',
    `have discounts, so this is not the abandoned value. ${byAbandonment}`,
  ]),
  recovered_products: count('Products in recovered orders', 'recoveredProducts.orders', [
    `Products of the recovered orders: each once for each order, whatever its quantity and variants. ${byOrder}`,
  ]),
  recovered_products_value: money('Value of products in recovered orders', 'recoveredProducts.valueMinor', [
    'What the lines of these products cost in the recovered orders, in one currency: without shipping and what is taken off',
    `the whole order, so this is not the recovered revenue. Orders whose lines are not known count whole, as unknown. ${byOrder}`,
  ]),
  messages: count('Messages', 'messages.messages', [`Permissions to send, whatever became of them. ${byMessage}`]),
  non_sends: count('Why nothing was sent', 'nonSends.decisions', [
    'Decisions not to begin a recovery or to leave a message out, by reason. Counted by the moment of the decision; a cart can',
    'be decided about several times.',
  ]),
  revenue_per_recipient: {
    name: 'Revenue per recipient',
    definition: `Recovered revenue divided by ${accepted} in the same time, about carts of the same currency. Minor units.`,
    unit: 'money',
    formula: { kind: 'ratio', of: 'recoveredOrders.valueMinor', per: 'messages.accepted' },
  },
  unsubscribe_rate: ratio('Unsubscribe rate', 'messages.unsubscribed', 'messages.accepted', [
    `Messages after which the customer unsubscribed by its link or at the provider, of all ${accepted}. ${byMessage}`,
  ]),
  complaint_rate: ratio('Complaint rate', 'messages.complained', 'messages.accepted', [
    `Messages that were marked as unwanted, as providers reported it, of all ${accepted}. ${byMessage}`,
  ]),
  delivered: count('Delivered', 'messages.delivered', [
    `Of the ${accepted}, those that providers reported as delivered, or as anything that follows a delivery. ${byMessage}`,
  ]),
  opened: count('Opened', 'messages.opened', [
    `Of the ${accepted}, those that were reported as opened or clicked. Mail programs open messages by themselves. ${byMessage}`,
  ]),
  clicked: count('Clicked', 'messages.clicked', [
    `Of the ${accepted}, those whose link to the cart was opened, or that were reported as clicked. ${byMessage}`,
  ]),
  bounced: count('Bounced', 'messages.bounced', [
    `Of the ${accepted}, those that the address did not take. ${byMessage}`,
  ]),
  time_to_recovery: {
    name: 'Time to recovery',
    definition: `Median time from the abandonment of the cart to its recovered order. ${byOrder}`,
    unit: 'duration_ms',
    formula: { kind: 'median', of: 'recoveredOrders.recoveryMs' },
  },
  funnel_seen: count('Abandoned', 'abandonments.carts', [
    `The abandoned carts that the steps below are of. ${byAbandonment}`,
  ]),
  funnel_identified: count('Identified', 'abandonments.identified', [
    `Abandoned carts of which an address of the customer was known. ${byAbandonment}`,
  ]),
  funnel_reachable: count('Reachable', 'abandonments.reachable', [
    `Of these, carts whose customer may be written to on a channel of the campaign. ${byAbandonment}`,
  ]),
  funnel_messaged: count('Messaged', 'abandonments.messaged', [
    `Of these, carts with a message that a provider took. ${byAbandonment}`,
  ]),
  funnel_clicked: count('Clicked', 'abandonments.clicked', [
    `Of the messaged carts, those with a message that was clicked. ${byAbandonment}`,
  ]),
  funnel_bought: count('Bought', 'abandonments.bought', [
    'Of the messaged carts, those that were bought after a message, with a click or without: people also come back by',
    `themselves. ${byAbandonment}`,
  ]),
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricId = keyof typeof catalogue;
export const metricIds = Object.keys(catalogue) as [MetricId, ...MetricId[]];

export function metricOf(id: MetricId): Metric {
  return catalogue[id];
}

/** The measures that a metric is made of, the numerator first. */
export function measuresOf({ formula }: Metric): readonly Measure[] {
  return formula.kind === 'ratio' ? [formula.of, formula.per] : [formula.of];
}

/** Of what one row adds to a measure. */
export function unitOfMeasure(measure: Measure): Exclude<Unit, 'share'> {
  if (measure.endsWith('Minor')) return 'money';
  return measure.endsWith('Ms') ? 'duration_ms' : 'count';
}

/** By what a metric may be broken down and filtered: what all of its facts know. */
export function dimensionsOfMetric(metric: Metric): readonly Dimension[] {
  const [first = [], ...others] = measuresOf(metric).map((measure) => dimensionsOf[factOf(measure)]);
  return first.filter((dimension) => others.every((known) => known.includes(dimension)));
}

function count(name: string, of: Measure, definition: readonly string[]) {
  return { name, definition: definition.join(' '), unit: 'count', formula: { kind: 'sum', of } } as const;
}

function money(name: string, of: Measure, definition: readonly string[]) {
  return { name, definition: definition.join(' '), unit: 'money', formula: { kind: 'sum', of } } as const;
}

function ratio(name: string, of: Measure, per: Measure, definition: readonly string[]) {
  return { name, definition: definition.join(' '), unit: 'share', formula: { kind: 'ratio', of, per } } as const;
}

function recoveredWithin<Days extends 1 | 3 | 7 | 14 | 30>(days: Days) {
  const hours = days * 24;
  const named = days === 1 ? '1 day' : `${days} days`;
  const definition = [
    `Abandoned carts that were bought after a message about them and within ${hours} hours of the abandonment, of all abandoned`,
    `carts that had these ${hours} hours. Younger carts are not counted. ${byAbandonment}`,
  ];
  const metric = ratio(
    `Recovered within ${named}`,
    `abandonments.boughtWithin${days}d`,
    'abandonments.carts',
    definition,
  );
  return { ...metric, maturesMs: days * dayMs } as const;
}
