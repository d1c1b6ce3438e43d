import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';

/** Long enough to look at what a trial of last week would have sent; each holds an address and what it says to whom. */
export const sandboxKeptMs = 30 * dayMs;

/** Forgets messages of the sandbox whose time is over, a bounded number at a time; returns how many. */
export async function purgeOldSandbox(
  database: Pick<Database, 'engine'>,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
): Promise<number> {
  const before = new Date(nowMs - sandboxKeptMs).toISOString();
  return withEngine(database, async (tx) => {
    const forgotten = await rawSql(tx)`
      delete from sandbox_messages where (store_id, message_id) in (
        select store_id, message_id from sandbox_messages where created_at < ${before}::timestamptz
        order by created_at limit ${limit}::int
      )`;
    return forgotten.count;
  });
}
