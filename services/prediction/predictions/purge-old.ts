import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';

/** As long as webhooks are kept: long enough to look into how a recovery of last week came about. */
export const predictionsKeptMs = 30 * dayMs;

/**
 * Purges predictions that are older than they are kept, and what shadows said of them, a bounded number of each at a time;
 * returns the larger number.
 */
export async function purgeOldPredictions(
  database: Pick<Database, 'engine'>,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<number> {
  const before = new Date(now - predictionsKeptMs).toISOString();
  return withEngine(database, async (tx) => {
    const forgotten = await rawSql(tx)`
      delete from predictions p
      using (select store_id, id from predictions where at < ${before}::timestamptz order by at limit ${limit}::int) old
      where p.store_id = old.store_id and p.id = old.id`;
    const scores = await rawSql(tx)`
      delete from shadow_scores s
      using (
        select store_id, prediction_id, version_id from shadow_scores
        where at < ${before}::timestamptz order by at limit ${limit}::int
      ) old
      where s.store_id = old.store_id and s.prediction_id = old.prediction_id and s.version_id = old.version_id`;
    return Math.max(forgotten.count, scores.count);
  });
}
