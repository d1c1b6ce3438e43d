import type { FlowConditions, FlowProgram } from './flow.ts';

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

/** What a flow wants to be told of, whatever step it is at. */
export function eventsOf({ entry, exits, steps }: FlowProgram): readonly FlowEventName[] {
  const asked = new Set<FlowEventName>(exits.map(({ name }) => name));
  const ask = ({ clicked, opened }: FlowConditions): void => {
    if (clicked !== undefined) asked.add('message_clicked');
    if (opened !== undefined) asked.add('message_opened');
  };
  ask(entry);
  for (const step of steps) {
    if (step.kind === 'wait' && step.until === 'event') asked.add(step.event.name);
    if (step.kind === 'branch') for (const { when } of step.paths) ask(when);
  }
  return [...asked].sort();
}
