/** What is counted of a store, once. Names are part of the public API: add, never rename. */
export const meterNames = ['events', 'active_carts', 'messages', 'predictions', 'seats'] as const;
export type MeterName = (typeof meterNames)[number];

/** By what a meter is broken down; what it is not broken down by is empty. */
export const meterDimensions = ['channel', 'country'] as const;
export type MeterDimension = (typeof meterDimensions)[number];

export interface Meter {
  readonly name: MeterName;
  /** As CloudEvents and vendors are told. */
  readonly unit: 'event' | 'cart' | 'message' | 'prediction' | 'seat';
  /** `sum`: a period has what its days have together. `peak`: it has as much as its highest day. */
  readonly over: 'sum' | 'peak';
  readonly dimensions: readonly MeterDimension[];
  /** Where a recount reads what was counted; null: nowhere, it was only seen while it was so. */
  readonly provenBy: 'analytics' | 'carts' | 'journal' | 'predictions' | null;
}

export const meters: Readonly<Record<MeterName, Meter>> = {
  /** Accepted events, by the moment that they came; repetitions are none. */
  events: { name: 'events', unit: 'event', over: 'sum', dimensions: [], provenBy: 'analytics' },
  /** Carts by the moment that the engine first knew of them: one that lives through two months is one. */
  active_carts: { name: 'active_carts', unit: 'cart', over: 'sum', dimensions: [], provenBy: 'carts' },
  /** Messages by the moment that a provider took them. One that went on to another carrier was taken twice. */
  messages: { name: 'messages', unit: 'message', over: 'sum', dimensions: ['channel', 'country'], provenBy: 'journal' },
  /** Answers of models by the moment that their features are of; scores of a version that only shadows are none. */
  predictions: { name: 'predictions', unit: 'prediction', over: 'sum', dimensions: [], provenBy: 'predictions' },
  /** People in the team, at the moment that there were most. */
  seats: { name: 'seats', unit: 'seat', over: 'peak', dimensions: [], provenBy: null },
};

/** What was counted in one slot of time, of one dimension. */
export interface UsageRow {
  readonly meter: MeterName;
  /** Beginning of the slot, epoch milliseconds. */
  readonly slotMs: number;
  /** Empty where the meter is not broken down by it, or nobody knows. */
  readonly channel: string;
  /** ISO 3166-1 alpha-2, or empty. */
  readonly country: string;
  /** Never negative. */
  readonly quantity: number;
}

/** A quarter of an hour: every clock in use differs from UTC by a multiple of it, so days and months of any zone are whole slots. */
export const slotMs = 15 * 60_000;

/** The slot of a moment, by its beginning. */
export function slotOf(atMs: number): number {
  return Math.floor(atMs / slotMs) * slotMs;
}

/** What rows of one meter come to, whatever their order. */
export function quantityOf(meter: MeterName, rows: readonly Pick<UsageRow, 'quantity'>[]): number {
  return meters[meter].over === 'peak'
    ? rows.reduce((most, { quantity }) => Math.max(most, quantity), 0)
    : rows.reduce((sum, { quantity }) => sum + quantity, 0);
}

export function isMeterName(name: string): name is MeterName {
  return meterNames.some((known) => known === name);
}
