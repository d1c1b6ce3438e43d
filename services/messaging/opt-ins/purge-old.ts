import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { optInLimits } from './limits.ts';

/** Deletes requests whose time is long over, and the addresses with them. Returns how many. */
export async function purgeOldOptIns(
  database: Pick<Database, 'engine'>,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
): Promise<number> {
  const expiredBefore = nowMs - (optInLimits.keptMs - optInLimits.linkMs);
  return withEngine(database, async (tx) => {
    const deleted = await rawSql(tx)`
      delete from opt_in_requests where (store_id, id) in (
        select store_id, id from opt_in_requests where expires_at < to_timestamp(${expiredBefore}::float8 / 1000) limit ${limit}::int
      )`;
    return deleted.count;
  });
}
