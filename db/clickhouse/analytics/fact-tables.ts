import type { Dimension, Fact, Measure } from '../../../domain/analytics/measures.ts';

/** Where a fact is kept, and how its dimensions and measures are read from one of its rows. */
export interface FactTable {
  /** What rows are read from: a table, or the parts that each of its rows has. */
  readonly table: string;
  /** Text that tells a row of the fact from all others of its store: a UUID. */
  readonly rowId: string;
  /** Sums by quarters of an hour; null: there are too few rows to need them, or their time may change. */
  readonly slots: string | null;
  /** The moment that the fact is counted by. */
  readonly at: string;
  /** Which rows of the table are rows of the fact. */
  readonly isFact: string;
  readonly cartId: string;
  readonly dimensions: Readonly<Partial<Record<Dimension, string>>>;
  /** What a row adds to each measure: whole numbers. */
  readonly measures: Readonly<Record<string, string>>;
  /** Measures that a row may have or not: it has them where this holds. */
  readonly present: Readonly<Record<string, string>>;
}

const idText = (column: string): string => `ifNull(toString(${column}), '')`;
const counts = (conditions: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(conditions).map(([measure, condition]) => [measure, `toInt64(${condition})`]));

const isBought = "reach = 'reachable' and messaged_at is not null and bought_at is not null";
const boughtWithin = (days: number): string =>
  `${isBought} and assumeNotNull(bought_at) <= abandoned_at + interval ${days} day`;

const ofAbandonments = {
  carts: 'true',
  identified: "reach <> 'anonymous'",
  reachable: "reach = 'reachable'",
  unreachable: "reach <> 'reachable'",
  messaged: "reach = 'reachable' and messaged_at is not null",
  clicked: "reach = 'reachable' and messaged_at is not null and clicked_at is not null",
  bought: isBought,
  boughtWithin1d: boughtWithin(1),
  boughtWithin3d: boughtWithin(3),
  boughtWithin7d: boughtWithin(7),
  boughtWithin14d: boughtWithin(14),
  boughtWithin30d: boughtWithin(30),
};

const taken = "state = 'accepted'";
const delivered = 'coalesce(delivered_at, opened_at, clicked_at, complained_at, unsubscribed_at) is not null';
const ofMessages = {
  messages: 'true',
  accepted: taken,
  delivered: `${taken} and ${delivered}`,
  opened: `${taken} and coalesce(opened_at, clicked_at) is not null`,
  clicked: `${taken} and clicked_at is not null`,
  bounced: `${taken} and bounced_at is not null`,
  unsubscribed: `${taken} and unsubscribed_at is not null`,
  complained: `${taken} and complained_at is not null`,
};

const ofOrders = { orders: 'true' };
const isRecovered = "status = 'placed' and placed_at is not null and message_id is not null";

/** A part of a row that has a list of products. Rows from before there were products have one that is not known. */
const product = {
  parts: 'left array join product_ids as product_id, product_values as product_value',
  rowId: 'toString(reinterpretAsUUID(sipHash128(toString(id), product_id)))',
};

/** Every fact that metrics are made of. Columns of the slots are called as here, in snake case. */
export const factTables: Readonly<Record<Fact, FactTable>> = {
  abandonments: {
    table: 'abandonments',
    rowId: 'toString(id)',
    slots: 'abandonment_slots',
    at: 'abandoned_at',
    isFact: 'true',
    cartId: 'cart_id',
    dimensions: {
      campaignId: idText('campaign_id'),
      reason: "if(reach <> 'reachable', reach, reason)",
      stage: 'stage',
      currency: 'currency',
    },
    measures: { ...counts(ofAbandonments), valueMinor: 'ifNull(value_minor, 0)' },
    present: { ...ofAbandonments, valueMinor: 'true' },
  },
  messages: {
    table: 'messages',
    rowId: 'toString(id)',
    slots: 'message_slots',
    at: 'claimed_at',
    isFact: 'true',
    cartId: 'cart_id',
    dimensions: {
      channel: 'channel',
      campaignId: idText('campaign_id'),
      provider: 'provider',
      template: 'template',
      state: 'state',
      deliveryState: 'delivery_state',
      currency: 'currency',
    },
    measures: counts(ofMessages),
    present: ofMessages,
  },
  nonSends: {
    table: 'decisions',
    rowId: 'toString(id)',
    slots: 'non_send_slots',
    at: 'at',
    isFact: "kind in ('not_started', 'not_sent')",
    cartId: 'cart_id',
    dimensions: { kind: 'kind', reason: 'reason', channel: 'channel' },
    measures: counts({ decisions: 'true' }),
    present: { decisions: 'true' },
  },
  recoveredOrders: {
    table: 'orders',
    rowId: 'toString(id)',
    slots: null,
    at: 'placed_at',
    isFact: isRecovered,
    cartId: 'cart_id',
    dimensions: { channel: 'channel', campaignId: idText('campaign_id'), currency: 'currency' },
    measures: {
      ...counts(ofOrders),
      valueMinor: 'ifNull(total_minor, 0)',
      grossMinor: 'ifNull(total_minor, 0) + discount_minor',
      discountMinor: 'discount_minor',
      refundedMinor: 'refunded_minor',
      recoveryMs:
        'toUnixTimestamp64Milli(assumeNotNull(placed_at)) - toUnixTimestamp64Milli(assumeNotNull(abandoned_at))',
    },
    present: {
      ...ofOrders,
      valueMinor: 'true',
      grossMinor: 'true',
      discountMinor: 'discount_minor <> 0',
      refundedMinor: 'refunded_minor <> 0',
      recoveryMs: 'abandoned_at is not null and placed_at >= abandoned_at',
    },
  },
  touchedOrders: {
    table: 'orders',
    rowId: 'toString(id)',
    slots: null,
    at: 'placed_at',
    isFact: "status = 'placed' and placed_at is not null and touch_message_id is not null",
    cartId: 'cart_id',
    dimensions: { channel: 'touch_channel', campaignId: idText('touch_campaign_id'), currency: 'currency' },
    measures: { ...counts(ofOrders), valueMinor: 'ifNull(total_minor, 0)' },
    present: { ...ofOrders, valueMinor: 'true' },
  },
  leftProducts: {
    table: `abandonments ${product.parts}`,
    rowId: product.rowId,
    slots: null,
    at: 'abandoned_at',
    isFact: 'true',
    cartId: 'cart_id',
    dimensions: {
      productId: 'product_id',
      campaignId: idText('campaign_id'),
      reason: "if(reach <> 'reachable', reach, reason)",
      stage: 'stage',
      currency: 'currency',
    },
    measures: { ...counts({ carts: 'true' }), valueMinor: 'product_value' },
    present: { carts: 'true', valueMinor: 'true' },
  },
  recoveredProducts: {
    table: `orders ${product.parts}`,
    rowId: product.rowId,
    slots: null,
    at: 'placed_at',
    isFact: isRecovered,
    cartId: 'cart_id',
    dimensions: {
      productId: 'product_id',
      channel: 'channel',
      campaignId: idText('campaign_id'),
      currency: 'currency',
    },
    measures: { ...counts(ofOrders), valueMinor: 'product_value' },
    present: { ...ofOrders, valueMinor: 'true' },
  },
};

/** The column of the slots for a dimension, or for a measure's name within its fact. */
export function columnOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The name of a measure within its fact. */
export function measureName(measure: Measure): string {
  return measure.slice(measure.indexOf('.') + 1);
}
