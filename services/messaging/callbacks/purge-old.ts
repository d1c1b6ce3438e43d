import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';

/** Longer than vendors repeat a request, and short: the bodies hold addresses of people. */
export const callbacksKeptMs = 7 * dayMs;

/** Forgets settled callbacks after their time, a bounded number at a time; returns how many. */
export async function purgeOldCallbacks(
  database: Pick<Database, 'engine'>,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<number> {
  const before = new Date(now - callbacksKeptMs).toISOString();
  return withEngine(database, async (tx) => {
    const forgotten = await rawSql(tx)`
      delete from provider_callbacks where id in (
        select id from provider_callbacks
        where received_at < ${before}::timestamptz and status <> 'received'
        order by received_at
        limit ${limit}::int
      )`;
    return forgotten.count;
  });
}
