import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';

/** Longer than any platform goes on trying, and long enough to look into last week's trouble. */
export const deliveriesKeptMs = 30 * dayMs;

/**
 * Purges what is older than it is kept, a bounded number at a time; returns how many. Deliveries that are not worked
 * on yet, and those that an open privacy request refers to, stay.
 */
export async function purgeOldDeliveries(
  database: Pick<Database, 'engine'>,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<number> {
  const before = new Date(now - deliveriesKeptMs).toISOString();
  return withEngine(database, async (tx) => {
    const query = rawSql(tx);
    const forgotten = await query`
      delete from webhook_deliveries d
      using (
        select k.store_id, k.id from webhook_deliveries k
        where k.received_at < ${before}::timestamptz and k.status <> 'received'
          and not exists (
            select from privacy_requests p where p.store_id = k.store_id and p.delivery_id = k.id and p.status = 'open'
          )
        order by k.received_at
        limit ${limit}::int
      ) old
      where d.store_id = old.store_id and d.id = old.id`;
    await query`
      delete from reconciliations r
      using (
        select store_id, id from reconciliations
        where finished_at < ${before}::timestamptz
        limit ${limit}::int
      ) old
      where r.store_id = old.store_id and r.id = old.id`;
    return forgotten.count;
  });
}
