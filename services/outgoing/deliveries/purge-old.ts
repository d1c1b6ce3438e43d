import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';

/** Long enough to look into last week's trouble, and to send a whole weekend again. */
export const outgoingKeptMs = 30 * dayMs;

/** Purges deliveries that are older than they are kept, a bounded number at a time; returns how many. */
export async function purgeOldOutgoing(
  database: Pick<Database, 'engine'>,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<number> {
  const purged = await withEngine(
    database,
    (tx) => rawSql(tx)`
      delete from endpoint_deliveries d
      using (
        select store_id, id from endpoint_deliveries
        where created_at < ${new Date(now - outgoingKeptMs).toISOString()}::timestamptz
        order by created_at limit ${limit}::int
      ) old
      where d.store_id = old.store_id and d.id = old.id`,
  );
  return purged.count;
}
