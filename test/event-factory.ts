import { randomUUID } from 'node:crypto';
import { minuteMs } from '../domain/duration.ts';
import type { AcceptedEvent, StorefrontEvent } from '../events/event.ts';

type EventType = StorefrontEvent['type'];
type Who = StorefrontEvent['who'];

/** An event of one kind without what the factory fills in; `minute` counts from a fixed moment in the past. */
export type Draft<T extends EventType> = Omit<
  Extract<StorefrontEvent, { type: T }>,
  'id' | 'type' | 'occurredAt' | 'who'
> & {
  readonly id?: string;
  readonly minute?: number;
  readonly who?: Who;
};

const start = Date.UTC(2026, 0, 1);

/** The moment of a minute, epoch milliseconds. */
export function minuteAt(minute: number): number {
  return start + minute * minuteMs;
}

/** Makes accepted events of one store and, unless said otherwise, of one anonymous shopper. */
export function eventsOf(storeId: string, shopper: Who = { anonymousId: 'device-1' }) {
  return function event<T extends EventType>(
    type: T,
    { id = randomUUID(), minute = 0, who = shopper, ...fields }: Draft<T>,
  ): AcceptedEvent {
    // The fields belong to the type; spreading a generic object hides that from the compiler.
    return {
      ...fields,
      id,
      type,
      who,
      occurredAt: new Date(minuteAt(minute)).toISOString(),
      storeId,
      receivedAt: minuteAt(minute),
    } as unknown as AcceptedEvent;
  };
}
