import type { StorefrontEvent } from '../../events/event.ts';

/** One event that the loadGenerator made, and what is known of it from outside. Times are epoch milliseconds. */
export interface JournalEntry {
  readonly event: StorefrontEvent;
  /** The shopper behind it, whatever device or address the event names. */
  readonly shopper: number;
  /** When its first request began; null: still waiting. */
  sentAt: number | null;
  /** When the endpoint had answered for it. */
  acknowledgedAt: number | null;
}

/** Everything that was sent and what was acknowledged: lives outside of the process that is killed. */
export interface EventJournal {
  add(event: StorefrontEvent, shopper: number): void;
  /** Takes up to `count` waiting events at random, so that they overtake each other. */
  take(count: number, random: () => number): JournalEntry[];
  giveBack(entries: readonly JournalEntry[]): void;
  readonly entries: readonly JournalEntry[];
  readonly waiting: number;
  readonly acknowledged: number;
}

export function createEventJournal(): EventJournal {
  const entries: JournalEntry[] = [];
  const waiting: JournalEntry[] = [];
  return {
    add(event, shopper) {
      const entry: JournalEntry = { event, shopper, sentAt: null, acknowledgedAt: null };
      entries.push(entry);
      waiting.push(entry);
    },
    take(count, random) {
      const taken: JournalEntry[] = [];
      while (taken.length < count && waiting.length > 0) {
        // Near the front: late, but not forever.
        const index = Math.floor(random() * Math.min(waiting.length, count * 2));
        taken.push(...waiting.splice(index, 1));
      }
      return taken;
    },
    giveBack: (returned) => waiting.unshift(...returned),
    entries,
    get waiting() {
      return waiting.length;
    },
    get acknowledged() {
      return entries.reduce((count, { acknowledgedAt }) => count + (acknowledgedAt === null ? 0 : 1), 0);
    },
  };
}
