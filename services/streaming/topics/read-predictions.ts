import type { predictions } from '../../../db/postgres/schema/index.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { QueuedRows } from '../../shared/topic-queue/relay-rows.ts';

type Stored = typeof predictions.$inferSelect;

/** A prediction with its moment in epoch milliseconds. */
export type QueuedPrediction = Omit<Stored, 'at'> & { readonly atMs: number };

/** Predictions of any store, in the order of the rows. */
export async function readPredictions(tx: Tx, { storeIds, rowIds }: QueuedRows): Promise<readonly QueuedPrediction[]> {
  return rawSql(tx)<QueuedPrediction[]>`
    select p.store_id as "storeId", p.id, p.cart_id as "cartId", p.purpose, p.recovery_id as "recoveryId",
      (extract(epoch from p.at) * 1000)::float8 as "atMs", p.probability, p.model_version as "modelVersion", p.reasons,
      p.feature_set as "featureSet", p.feature_set_version as "featureSetVersion", p.feature_set_hash as "featureSetHash",
      p.features
    from unnest(${storeIds}::uuid[], ${rowIds}::uuid[]) with ordinality as queued (store_id, row_id, place)
    join predictions p on p.store_id = queued.store_id and p.id = queued.row_id
    order by place`;
}
