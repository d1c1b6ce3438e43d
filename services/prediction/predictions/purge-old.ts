import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';

/** As long as webhooks are kept: long enough to look into how a recovery of last week came about. */
export const predictionsKeptMs = 30 * dayMs;

/** Purges predictions that are older than they are kept, a bounded number at a time; returns how many. */
export async function purgeOldPredictions(
  database: Pick<Database, 'engine'>,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<number> {
  const before = new Date(now - predictionsKeptMs).toISOString();
  const forgotten = await withEngine(
    database,
    (tx) => rawSql(tx)`
      delete from predictions p
      using (select store_id, id from predictions where at < ${before}::timestamptz order by at limit ${limit}::int) old
      where p.store_id = old.store_id and p.id = old.id`,
  );
  return forgotten.count;
}
