import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { replyLimits } from './limits.ts';

/** Forgets replies whose time is over, a bounded number at a time; returns how many. */
export async function purgeOldReplies(
  database: Pick<Database, 'engine'>,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<number> {
  const before = new Date(now - replyLimits.keptMs).toISOString();
  return withEngine(database, async (tx) => {
    const forgotten = await rawSql(tx)`
      delete from replies where (store_id, id) in (
        select store_id, id from replies where received_at < ${before}::timestamptz order by received_at limit ${limit}::int
      )`;
    return forgotten.count;
  });
}
