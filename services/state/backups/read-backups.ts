import { type Database, engineRead } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { LostWindow } from '../../../domain/lost-window.ts';

/** Moments in epoch milliseconds; null: there was none. */
export interface BackupState {
  /** Up to when the newest copy has everything. */
  readonly backupAsOf: number | null;
  /** When a copy was last set up, which is the proof that it can be. */
  readonly restoredAt: number | null;
  /** Since when the sends wait that a restore holds; null: none does. */
  readonly heldSince: number | null;
  /** Erasures that are not done. */
  readonly openErasures: number;
}

/** Who says in `flags` that the sends of a restored installation wait. */
export const heldByRestore = 'restore';

/** No step of a recovery is due later than this after its cart was left. */
const lostKeptMs = 120 * dayMs;

export async function readBackupState(database: Pick<Database, 'engine'>): Promise<BackupState> {
  const sql = engineRead(database);
  const [row] = await sql<BackupState[]>`
    select
      (select extract(epoch from max(as_of)) * 1000 from backup_log where kind = 'backup')::float8 as "backupAsOf",
      (select extract(epoch from max(at)) * 1000 from backup_log where kind = 'restore')::float8 as "restoredAt",
      (select extract(epoch from changed_at) * 1000 from flags
        where store_id is null and name = 'sending' and actor_id = ${heldByRestore})::float8 as "heldSince",
      (select count(*) from erasures where due_at is not null)::int as "openErasures"`;
  return row ?? { backupAsOf: null, restoredAt: null, heldSince: null, openErasures: 0 };
}

/** The times whose rows are gone. They change only while nothing runs, so that a process reads them once. */
export async function readLostWindows(database: Pick<Database, 'engine'>): Promise<readonly LostWindow[]> {
  const sql = engineRead(database);
  return sql<LostWindow[]>`
    select (extract(epoch from as_of) * 1000)::float8 as "from", (extract(epoch from at) * 1000)::float8 as until
    from backup_log where kind = 'restore' and at > now() - make_interval(secs => ${lostKeptMs / 1_000})
    order by at`;
}
