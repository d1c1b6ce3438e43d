import { type Database, rawSql, withEngine } from '../../db/postgres/tenancy.ts';
import { trialLimits } from './limits.ts';

/** Forgets test messages and test runs whose time is over, a bounded number of each at a time; returns the larger number. */
export async function purgeOldTrials(
  database: Pick<Database, 'engine'>,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
): Promise<number> {
  const before = new Date(nowMs - trialLimits.keptMs).toISOString();
  return withEngine(database, async (tx) => {
    const sql = rawSql(tx);
    const messages = await sql`
      delete from test_messages where (store_id, id) in (
        select store_id, id from test_messages where created_at < ${before}::timestamptz
        order by created_at limit ${limit}::int
      )`;
    const runs = await sql`
      delete from test_runs where (store_id, id) in (
        select store_id, id from test_runs where created_at < ${before}::timestamptz
        order by created_at limit ${limit}::int
      )`;
    return Math.max(messages.count, runs.count);
  });
}
