import { type Identity, identitiesOf, type KnownAs } from '../identity.ts';

/** What an erased person was known by: until they agree anew, nobody is known by it. */
export interface Tombstone {
  readonly erasureId: string;
  /** Epoch milliseconds. */
  readonly erasedAtMs: number;
}

export interface SaidOfSomebody {
  readonly storeId: string;
  readonly who: KnownAs;
}

/** A yes of the person's own, and when they said it, in epoch milliseconds; null: the event is none. */
export type AgreedAt<Event> = (event: Event) => number | null;

export interface KeptOut<Event> {
  readonly events: readonly Event[];
  /** By erasure: events that came in without what its person was known by. */
  readonly counts: ReadonlyMap<string, number>;
  /** Erasures whose persons came back by their own will. */
  readonly lifted: ReadonlySet<string>;
}

export interface KeepOut<Event> {
  readonly tombstoneOf: (event: Event, identity: Identity) => Tombstone | undefined;
  readonly agreedAt: AgreedAt<Event>;
}

/**
 * Takes from events, in their order, what erased persons were known by. Only a yes that a person gave after their erasure lets
 * them in again, from that event on, under everything that the same erasure took.
 */
export function keepOut<Event extends SaidOfSomebody>(
  events: readonly Event[],
  { tombstoneOf, agreedAt }: KeepOut<Event>,
): KeptOut<Event> {
  const lifted = new Set<string>();
  const counts = new Map<string, number>();
  const kept = events.map((event) => {
    const standing = () =>
      identitiesOf(event.who).flatMap((identity) => {
        const tombstone = tombstoneOf(event, identity);
        return tombstone === undefined || lifted.has(tombstone.erasureId) ? [] : [{ ...identity, ...tombstone }];
      });
    const agreed = agreedAt(event);
    if (agreed !== null)
      for (const { erasureId, erasedAtMs } of standing()) if (agreed > erasedAtMs) lifted.add(erasureId);
    const out = standing();
    if (out.length === 0) return event;
    for (const erasureId of new Set(out.map((one) => one.erasureId)))
      counts.set(erasureId, (counts.get(erasureId) ?? 0) + 1);
    return { ...event, who: without(event.who, out) };
  });
  return { events: kept, counts, lifted };
}

const fieldOf = {
  customer: 'customerId',
  email: 'email',
  phone: 'phone',
  push: 'pushToken',
  anonymous: 'anonymousId',
} as const;

function without(who: KnownAs, identities: readonly Identity[]): KnownAs {
  const gone: ReadonlySet<string> = new Set(identities.map(({ kind }) => fieldOf[kind]));
  return Object.fromEntries(Object.entries(who).filter(([field]) => !gone.has(field)));
}
