/**
 * What can be counted of one row of each fact. A measure named first in a ratio is never more than the one it is divided by,
 * because its rows are among the other's.
 */
export const measures = {
  /** Abandonments: one cart that was left, once, whatever became of it. */
  abandonments: [
    ...(['carts', 'valueMinor', 'identified', 'reachable', 'unreachable', 'messaged', 'clicked', 'bought'] as const),
    ...(['boughtWithin1d', 'boughtWithin3d', 'boughtWithin7d', 'boughtWithin14d', 'boughtWithin30d'] as const),
  ],
  messages: ['messages', 'accepted', 'delivered', 'opened', 'clicked', 'bounced', 'unsubscribed', 'complained'],
  /** Decisions against a recovery or a message. */
  nonSends: ['decisions'],
  /** Orders by the recovery that they are credited to. */
  recoveredOrders: ['orders', 'valueMinor', 'grossMinor', 'discountMinor', 'refundedMinor', 'recoveryMs'],
  /** The same orders and others, by the newest touch before them. */
  touchedOrders: ['orders', 'valueMinor'],
  /** Products of abandoned carts: each once for each cart. */
  leftProducts: ['carts', 'valueMinor'],
  /** Products of recovered orders: each once for each order. */
  recoveredProducts: ['orders', 'valueMinor'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Fact = keyof typeof measures;
export type Measure = { readonly [F in Fact]: `${F}.${(typeof measures)[F][number]}` }[Fact];

export const facts = Object.keys(measures) as readonly Fact[];

/** By what a number can be broken down and filtered. Names are part of the public API: add, never rename. */
export const dimensions = {
  campaignId: 'The campaign, by its id.',
  channel: 'The channel of the message: of several, the newest before the order.',
  provider: 'The provider that was asked to send the message.',
  template: 'The template of the message.',
  state: 'Where the message stands, e.g. accepted.',
  deliveryState: 'What the provider reported last of the message; none: nothing.',
  kind: 'Whether no recovery began (not_started) or a message was left out (not_sent).',
  reason: 'Why nothing was started or sent, or why nobody could be written to; none: there was nothing against it.',
  stage: 'How far the shopper had come: cart, checkout or payment, or browsing.',
  currency: 'ISO 4217 code of the cart or order.',
  productId:
    'The product, by the shop’s own id of it; unknown: the shop did not say which, or the cart has more than 100.',
  weekday: 'The day of the week in the store’s zone, from 1 (Monday) to 7 (Sunday).',
  hourOfDay: 'The hour that the clock of the store’s zone showed, from 00 to 23; one that comes twice is one.',
} as const;
export type Dimension = keyof typeof dimensions;

/** What the clock on the wall of the store showed at the moment that a row is counted by: every row has them. */
export const wallDimensions = ['weekday', 'hourOfDay'] as const;
export type WallDimension = (typeof wallDimensions)[number];

export function isWallDimension(dimension: Dimension): dimension is WallDimension {
  return wallDimensions.some((one) => one === dimension);
}

export const dimensionsOf: Readonly<Record<Fact, readonly Dimension[]>> = {
  abandonments: ['campaignId', 'reason', 'stage', 'currency', ...wallDimensions],
  messages: ['channel', 'campaignId', 'provider', 'template', 'state', 'deliveryState', 'currency', ...wallDimensions],
  nonSends: ['kind', 'reason', 'channel', ...wallDimensions],
  recoveredOrders: ['channel', 'campaignId', 'currency', ...wallDimensions],
  touchedOrders: ['channel', 'campaignId', 'currency', ...wallDimensions],
  leftProducts: ['productId', 'campaignId', 'reason', 'stage', 'currency', ...wallDimensions],
  recoveredProducts: ['productId', 'channel', 'campaignId', 'currency', ...wallDimensions],
};

/** What a row without a value of a dimension is called: it is counted and can be opened like any other. */
export const blankOf: Readonly<Record<Dimension, 'none' | 'unknown'>> = {
  campaignId: 'unknown',
  channel: 'unknown',
  provider: 'unknown',
  template: 'unknown',
  state: 'unknown',
  deliveryState: 'none',
  kind: 'unknown',
  reason: 'none',
  stage: 'unknown',
  currency: 'unknown',
  productId: 'unknown',
  weekday: 'unknown',
  hourOfDay: 'unknown',
};

/** The row that stands for all that are not among the largest. */
export const otherValue = 'other';

export function factOf(measure: Measure): Fact {
  return measure.slice(0, measure.indexOf('.')) as Fact;
}
