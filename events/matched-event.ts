import type { AcceptedEvent } from './event.ts';

/** An event with what the pipeline found out about it. */
export interface MatchedEvent<E extends AcceptedEvent = AcceptedEvent> {
  readonly event: E;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Null only for somebody unknown who looks at products, or of whose order only the later fate is told. */
  readonly customerId: string | null;
}

export type MatchedOf<T extends AcceptedEvent['type']> = MatchedEvent<Extract<AcceptedEvent, { type: T }>>;

export function seen(event: AcceptedEvent, customerId: string | null): MatchedEvent {
  return { event, at: happenedAt(event), customerId };
}

/** The events of the given kinds, with their type known. */
export function ofType<T extends AcceptedEvent['type']>(
  events: readonly MatchedEvent[],
  ...types: readonly T[]
): readonly MatchedOf<T>[] {
  return events.filter(({ event }) =>
    (types as readonly string[]).includes(event.type),
  ) as unknown as readonly MatchedOf<T>[];
}

/**
 * When an event happened, epoch milliseconds: as the shop says, but never after it was taken in. A shopper's clock that
 * runs ahead would otherwise put a cart after the order that emptied it.
 */
export function happenedAt(event: Pick<AcceptedEvent, 'occurredAt' | 'receivedAt'>): number {
  return Math.min(Date.parse(event.occurredAt), event.receivedAt);
}
