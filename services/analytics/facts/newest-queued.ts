import type { TransactionSql } from 'postgres';
import type { QueuedRows } from '../../shared/topic-queue/relay-rows.ts';

/** A table expression `queued (store_id, row_id, version)` that has each row once, under its newest number; no row of a store for test runs. */
export function newestQueued(sql: TransactionSql, { storeIds, rowIds, numbers }: QueuedRows) {
  return sql`(
    select store_id, row_id, max(version)::text as version
    from unnest(${storeIds}::uuid[], ${rowIds}::uuid[], ${numbers}::bigint[]) as one (store_id, row_id, version)
    where not exists (select from stores where stores.store_id = one.store_id and stores.test_of is not null)
    group by store_id, row_id
  ) as queued`;
}
