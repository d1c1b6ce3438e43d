import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';

/** Most that is kept of one store's deliveries, counted by their bodies. What is not worked on yet is never forgotten. */
export const deliveryBytesPerStoreMax = 8 * 1_024 ** 3;
/** Stores that one round sees to. */
const storesPerRoundMax = 20;

/**
 * Forgets the oldest settled deliveries of stores that keep more than their share, a bounded number of each at a time;
 * returns how many. Those that an open privacy request refers to stay.
 */
export async function purgeDeliveriesOverCap(
  database: Pick<Database, 'engine'>,
  { limit, bytesMax = deliveryBytesPerStoreMax }: { readonly limit: number; readonly bytesMax?: number },
): Promise<number> {
  return withEngine(database, async (tx) => {
    const forgotten = await rawSql(tx)`
      with over_cap as materialized (
        select store_id from webhook_deliveries
        group by store_id having sum(octet_length(body)) > ${bytesMax}::bigint
        limit ${storesPerRoundMax}::int
      ), surplus as (
        select s.store_id, old.id from over_cap s
        cross join lateral (
          select k.id from (
            select d.id, d.status, d.received_at,
              sum(octet_length(d.body)) over (order by d.received_at desc, d.id desc) as bytes_to_here
            from webhook_deliveries d where d.store_id = s.store_id
          ) k
          where k.bytes_to_here > ${bytesMax}::bigint and k.status <> 'received'
            and not exists (
              select from privacy_requests p
              where p.store_id = s.store_id and p.delivery_id = k.id and p.status = 'open'
            )
          order by k.received_at
          limit ${limit}::int
        ) old
      )
      delete from webhook_deliveries d using surplus o where d.store_id = o.store_id and d.id = o.id`;
    return forgotten.count;
  });
}
