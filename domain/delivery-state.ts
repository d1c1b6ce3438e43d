/**
 * What the vendor told of a message after taking it, beside its send state: the further on, the later in this list.
 * `failed`, `refused`, `bounced`, `unsubscribed` and `complained` are ends. States are part of the public API: add, never rename.
 */
export const deliveryStates = [
  'delivered',
  'opened',
  'clicked',
  /** The vendor could not deliver it, whatever the address. */
  'failed',
  /** The vendor did not even try: its own list holds the address. No bounce of this message. */
  'refused',
  /** The address did not take it. */
  'bounced',
  /** The customer does not want to be written to on this channel any more. */
  'unsubscribed',
  /** The customer marked it as unwanted. */
  'complained',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** What is known of the delivery of one message. */
export interface Delivery {
  readonly state: DeliveryState | null;
  /** When each was first reported to have happened, epoch milliseconds. */
  readonly times: Readonly<Partial<Record<DeliveryState, number>>>;
}

export const nothingReported: Delivery = { state: null, times: {} };

/**
 * The delivery with one more report: the state only moves on, and each time is the earliest. So reports may come in any
 * order and any number of times.
 */
export function withReport(
  { state, times }: Delivery,
  { kind, atMs }: { readonly kind: DeliveryState; readonly atMs: number },
): Delivery {
  return {
    state: state === null || rank(kind) > rank(state) ? kind : state,
    times: { ...times, [kind]: Math.min(times[kind] ?? atMs, atMs) },
  };
}

function rank(state: DeliveryState): number {
  return deliveryStates.indexOf(state);
}
