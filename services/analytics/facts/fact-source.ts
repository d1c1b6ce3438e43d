import type { Tx } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { QueuedRows } from '../../shared/topic-queue/relay-rows.ts';

/** A queue for analytics: `analytics.<table>`. */
export interface FactTopic {
  readonly name: string;
  /** A row that waited longer is not copied any more: an analytics store that is away may not fill the disk of the system of record. */
  readonly retentionMs: number;
}

/**
 * What is copied to a table of analytics, and how. Adding one is a file that says so, an entry in `factSources`, a migration
 * of ClickHouse for the table and, in one of PostgreSQL, the triggers that queue its rows (`db/postgres/schema/topic-outbox.ts`).
 */
export interface FactSource {
  readonly topic: FactTopic;
  readonly table: string;
  /** What rows of any store are now, each once. Rows that are gone are left out. */
  read(tx: Tx, rows: QueuedRows): Promise<readonly object[]>;
}

const unexportedKeptMs = 30 * dayMs;

export function factTopic(table: string): FactTopic {
  return { name: `analytics.${table}`, retentionMs: unexportedKeptMs };
}
