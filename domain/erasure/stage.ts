import { dayMs, hourMs, minuteMs } from '../duration.ts';

/** How far an erasure came, in this order: each stage says what is over, and what is next is tried until it is. */
export const erasureStages = [
  /** Written down; nothing of the person comes in any more, and their open recoveries are told to end. */
  'requested',
  /** No recovery and no message of theirs is under way. */
  'recoveries_ended',
  'postgresql',
  'clickhouse',
  /** Caches, and what stands in the event log was passed. */
  'redis_and_log',
  'workflow_histories',
  'done',
] as const;
export type ErasureStage = (typeof erasureStages)[number];

/** What a stage waits for: nothing is wrong with that, for a while. */
export const erasureWaits = [
  /** Transactions that began before the person was to be kept out. */
  'transactions_before',
  /** A workflow of theirs still runs. */
  'workflow_running',
  /** A provider has a message of theirs and did not answer yet. */
  'message_under_way',
  /** ClickHouse accepted the deletion and did not carry it out yet. */
  'mutation_running',
  /** A consumer of the event log has not passed what came in before. */
  'log_behind',
  /** The workflow server still has a history that it was told to delete. */
  'history_found_again',
  /** Something that the stage needs is away; tried again. */
  'failed',
] as const;
export type ErasureWait = (typeof erasureWaits)[number];

/** Waiting for longer is an alarm: somebody has to look. */
export const erasureStuckMs = 15 * minuteMs;

/** The stage that is worked on; null: none is left. */
export function nextStage(stage: ErasureStage): ErasureStage | null {
  return erasureStages[erasureStages.indexOf(stage) + 1] ?? null;
}

/** Whether it waits for so long that somebody has to look. Times in epoch milliseconds. */
export function isStuck({ waitsSinceMs, nowMs }: { readonly waitsSinceMs: number | null; readonly nowMs: number }) {
  return waitsSinceMs !== null && nowMs - waitsSinceMs > erasureStuckMs;
}

/** What no statement reaches, and until when it is over at the latest. */
export const leftovers = [
  'event_log',
  'topics',
  'open_pages',
  'provider_callbacks',
  'webhook_bodies',
  'refused_events',
  'kept_answers',
  'postgresql_pages',
  'clickhouse_parts',
  'logs',
] as const;
export type Leftover = (typeof leftovers)[number];

export interface Expiry {
  readonly what: Leftover;
  /** Epoch milliseconds; null: by a setting of the installation, which its operator knows. */
  readonly endsAtMs: number | null;
}

/** From the end of the erasure until each is over; null: the installation's own setting decides. */
const expiryMs: Readonly<Record<Leftover, number | null>> = {
  // Trimmed as soon as every consumer has passed it; on Kafka when its topic's retention is over.
  event_log: dayMs,
  topics: null,
  // Ids of what changed, told to pages that are open.
  open_pages: hourMs,
  provider_callbacks: 7 * dayMs,
  // What comes in later is kept as it came for a while, and understood without the person.
  webhook_bodies: 30 * dayMs,
  refused_events: 30 * dayMs,
  kept_answers: dayMs,
  // Overwritten as autovacuum and the write-ahead log go on.
  postgresql_pages: null,
  // Old parts are removed eight minutes after the deletion rewrote them (`old_parts_lifetime`).
  clickhouse_parts: 8 * minuteMs,
  logs: null,
};

/** What is left to expire when an erasure is done, and when. */
export function expiriesAfter(doneAtMs: number): readonly Expiry[] {
  return leftovers.map((what) => {
    const ms = expiryMs[what];
    return { what, endsAtMs: ms === null ? null : doneAtMs + ms };
  });
}
