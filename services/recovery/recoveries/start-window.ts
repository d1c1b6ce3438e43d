import { plain } from '../../../db/postgres/array-literals.ts';
import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { minuteMs } from '../../../domain/duration.ts';

interface RecoveryKey {
  readonly storeId: string;
  readonly recoveryId: string;
}

/**
 * The recoveries that a loop has started and no worker has taken up yet. They wait in the workflow server, where each costs far more than
 * the row that it comes from, and that cost is missed by those who are on their way: beyond the window, rows wait where they are.
 */
export interface StartWindow {
  /** How many may be started now. */
  free(database: Pick<Database, 'engine'>): Promise<number>;
  /** These were started just now. */
  opened(started: readonly RecoveryKey[]): void;
}

export interface StartWindowOptions {
  /** How many may wait to be taken up. */
  readonly places: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** What was not taken up for so long holds no place any more: it waits for something else than its turn. */
const placeMsMax = minuteMs;

export function createStartWindow({ places, now }: StartWindowOptions): StartWindow {
  let waiting: readonly (RecoveryKey & { readonly untilMs: number })[] = [];
  return {
    async free(database) {
      const untaken = new Set(await findUntaken(database, waiting));
      waiting = waiting.filter(({ recoveryId, untilMs }) => untilMs > now() && untaken.has(recoveryId));
      return Math.max(0, places - waiting.length);
    },
    opened(started) {
      const untilMs = now() + placeMsMax;
      waiting = [...waiting, ...started.map(({ storeId, recoveryId }) => ({ storeId, recoveryId, untilMs }))];
    },
  };
}

/** Its first look moves a recovery on to another stage. */
async function findUntaken(
  database: Pick<Database, 'engine'>,
  keys: readonly RecoveryKey[],
): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const rows = await withEngine(
    database,
    (tx) => rawSql(tx)<{ id: string }[]>`
      select recoveries.id
      from unnest(
        ${plain(keys.map(({ storeId }) => storeId))}::uuid[],
        ${plain(keys.map(({ recoveryId }) => recoveryId))}::uuid[]
      ) as started (store_id, id)
      join recoveries on recoveries.store_id = started.store_id and recoveries.id = started.id
      where stage in ('starting', 'predicting')`,
  );
  return rows.map(({ id }) => id);
}
