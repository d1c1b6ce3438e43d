import type { Sql } from 'postgres';
import type { EventJournal } from '../event-journal.ts';

export interface Evidence {
  /** As the engine role: sees all stores. */
  readonly sql: Sql;
  readonly storeId: string;
  /** Complete: everything is acknowledged. */
  readonly journal: EventJournal;
}

/** Something that must be true after any number of kills. Adding one is a file and a line in `registry.ts`. */
export interface Invariant {
  readonly name: string;
  check(evidence: Evidence): Promise<Findings>;
}

export interface Findings {
  /** One sentence for each breach; empty when it holds. */
  readonly breaches: readonly string[];
  /** What is no breach and has to be told all the same. */
  readonly notes?: readonly string[];
}
