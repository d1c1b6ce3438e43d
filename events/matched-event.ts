import type { AcceptedEvent } from './event.ts';

/** An event with what the pipeline found out about it. */
export interface SeenEvent<E extends AcceptedEvent = AcceptedEvent> {
  readonly event: E;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Null only for somebody unknown who looks at products, or of whose order only the later fate is told. */
  readonly personId: string | null;
}

export type SeenOf<T extends AcceptedEvent['type']> = SeenEvent<Extract<AcceptedEvent, { type: T }>>;

export function seen(event: AcceptedEvent, personId: string | null): SeenEvent {
  return { event, at: happenedAt(event), personId };
}

/** The events of the given kinds, with their type known. */
export function ofType<T extends AcceptedEvent['type']>(
  events: readonly SeenEvent[],
  ...types: readonly T[]
): readonly SeenOf<T>[] {
  return events.filter(({ event }) =>
    (types as readonly string[]).includes(event.type),
  ) as unknown as readonly SeenOf<T>[];
}

/**
 * When an event happened, epoch milliseconds: as the shop says, but never after it was taken in. A shopper's clock that
 * runs ahead would otherwise put a cart after the order that emptied it.
 */
export function happenedAt(event: Pick<AcceptedEvent, 'occurredAt' | 'receivedAt'>): number {
  return Math.min(Date.parse(event.occurredAt), event.receivedAt);
}
