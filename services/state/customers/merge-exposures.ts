import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';

interface Merge {
  readonly storeId: string;
  readonly fromId: string;
  readonly intoId: string;
}

/**
 * Gives the arms of one customer to who they turned out to be. The earliest arm in a campaign stays: nobody changes sides by
 * a merge. A person who was on both sides is marked, and no longer compared.
 */
export async function mergeExposures(tx: Tx, merges: readonly Merge[]): Promise<void> {
  const sql = rawSql(tx);
  await sql`
    with merge as (
      select * from unnest(
        ${merges.map(({ storeId }) => storeId)}::uuid[], ${merges.map(({ fromId }) => fromId)}::uuid[],
        ${merges.map(({ intoId }) => intoId)}::uuid[]
      ) as merge (store_id, from_id, into_id)
    ), taken as (
      delete from campaign_exposures e using merge
      where e.store_id = merge.store_id and e.customer_id = merge.from_id
      returning e.*, merge.into_id
    ), one as (
      select distinct on (store_id, campaign_id, into_id) store_id, campaign_id, into_id, arm, recovery_id, percent, exposed_at,
        bool_or(crossed) over same or min(arm) over same <> max(arm) over same as crossed
      from taken
      window same as (partition by store_id, campaign_id, into_id)
      order by store_id, campaign_id, into_id, exposed_at
    )
    insert into campaign_exposures as kept (store_id, campaign_id, customer_id, arm, recovery_id, percent, exposed_at, crossed)
    select store_id, campaign_id, into_id, arm, recovery_id, percent, exposed_at, crossed from one
    on conflict (store_id, campaign_id, customer_id) do update set
      arm = case when excluded.exposed_at < kept.exposed_at then excluded.arm else kept.arm end,
      recovery_id = case when excluded.exposed_at < kept.exposed_at then excluded.recovery_id else kept.recovery_id end,
      percent = case when excluded.exposed_at < kept.exposed_at then excluded.percent else kept.percent end,
      exposed_at = least(kept.exposed_at, excluded.exposed_at),
      crossed = kept.crossed or excluded.crossed or kept.arm <> excluded.arm`;
  // Of a split every recovery has its own row: whose the earliest is, and whether there are two arms, is seen when they are read.
  await sql`
    update split_arms a set customer_id = merge.into_id
    from unnest(
      ${merges.map(({ storeId }) => storeId)}::uuid[], ${merges.map(({ fromId }) => fromId)}::uuid[],
      ${merges.map(({ intoId }) => intoId)}::uuid[]
    ) as merge (store_id, from_id, into_id)
    where a.store_id = merge.store_id and a.customer_id = merge.from_id`;
}
