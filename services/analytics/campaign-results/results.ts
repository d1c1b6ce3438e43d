import { type Database, rawSql, withStore } from '../../../db/postgres/tenancy.ts';
import type { CampaignRange } from './step-entries.ts';

/** What a campaign did and brought, by the recoveries that began within a range. */
export interface CampaignResult {
  readonly campaignId: string;
  readonly recoveries: number;
  /** Taken by a provider. */
  readonly messages: number;
  /** Orders after a message, by currency, largest number first; refunds are not deducted. */
  readonly recovered: readonly { readonly currency: string; readonly orders: number; readonly amountMinor: number }[];
}

interface Row {
  readonly campaign_id: string;
  readonly recoveries: number;
  readonly messages: number;
  readonly recovered: CampaignResult['recovered'] | null;
}

/** Of every campaign of a store that began a recovery within the range. */
export async function campaignResults(
  database: Pick<Database, 'app'>,
  { storeId, from, to }: Omit<CampaignRange, 'campaignId'>,
): Promise<readonly CampaignResult[]> {
  const rows = await withStore(database, storeId, (tx) => {
    const sql = rawSql(tx);
    return sql<Row[]>`
      with begun as materialized (
        select r.id, r.campaign_id, sent.count, sent.first_at
        from recoveries r
        left join lateral (
          select count(*)::int as count, min(claimed_at) as first_at from messages m
          where m.store_id = ${storeId} and m.recovery_id = r.id and m.state = 'accepted'
        ) sent on true
        where r.store_id = ${storeId} and r.created_at >= ${from.toISOString()}::timestamptz and r.created_at < ${to.toISOString()}::timestamptz
      ), bought as (
        select begun.campaign_id, coalesce(o.currency, '') as currency, count(*)::int as orders,
          coalesce(sum(o.total_minor), 0)::float8 as amount
        from begun
        join orders o on o.store_id = ${storeId} and o.recovery_id = begun.id and o.status = 'placed'
          and o.arrived_at >= begun.first_at
        group by 1, 2
      )
      select begun.campaign_id, count(*)::int as recoveries, coalesce(sum(begun.count), 0)::int as messages,
        (
          select jsonb_agg(jsonb_build_object('currency', currency, 'orders', orders, 'amountMinor', amount) order by orders desc, currency)
          from bought where bought.campaign_id = begun.campaign_id
        ) as recovered
      from begun
      group by begun.campaign_id
      order by begun.campaign_id`;
  });
  return rows.map(({ campaign_id: campaignId, recoveries, messages, recovered }) => ({
    ...{ campaignId, recoveries, messages },
    recovered: recovered ?? [],
  }));
}
