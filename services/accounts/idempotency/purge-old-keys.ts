import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { keyAgeMsMax } from './claim-key.ts';

/** Deletes what is older than a day, over all stores; returns how many rows. Several processes may do so at once. */
export async function purgeOldKeys(
  database: Pick<Database, 'engine'>,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
): Promise<number> {
  return withEngine(database, async (tx) => {
    const sql = rawSql(tx);
    const rows = await sql`
      delete from idempotency_keys where (store_id, id) in (
        select store_id, id from idempotency_keys
        where created_at <= ${new Date(nowMs - keyAgeMsMax).toISOString()} order by created_at limit ${limit} for update skip locked)`;
    return rows.count;
  });
}
