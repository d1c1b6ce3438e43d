/** What a flow can wait for, with what each event can be told apart by: one that names no cart is never about one. */
export const flowEventKeys = {
  checkout_started: ['cart', 'person'],
  order_placed: ['cart', 'person'],
  message_opened: ['cart', 'person'],
  message_clicked: ['cart', 'person'],
  consent_granted: ['person'],
} as const satisfies Readonly<Record<string, readonly EventKey[]>>;

export const eventKeys = ['cart', 'person'] as const;
export type EventKey = (typeof eventKeys)[number];
export type FlowEventName = keyof typeof flowEventKeys;

/** Something that the person of a recovery did, with the cart that it was about. */
export interface SeenEvent {
  readonly name: FlowEventName;
  readonly cartId: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The first moment after `since` at which it was seen; null: it was not. */
export function firstSeen(
  { name, key }: { readonly name: FlowEventName; readonly key: EventKey },
  { events, cartId }: { readonly events: readonly SeenEvent[]; readonly cartId: string },
  since: number,
): number | null {
  const times = events
    .filter((event) => event.name === name && event.at >= since && (key === 'person' || event.cartId === cartId))
    .map(({ at }) => at);
  return times.length === 0 ? null : Math.min(...times);
}
