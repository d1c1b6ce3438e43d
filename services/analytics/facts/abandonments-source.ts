import type { AbandonmentFact } from '../../../db/clickhouse/tables/facts.ts';
import { utcText, utcTextOrNull } from '../../../db/clickhouse/utc-text.ts';
import { rawSql } from '../../../db/postgres/tenancy.ts';
import type { LeftProduct } from '../../../domain/left-products.ts';
import { type FactSource, factTopic } from './fact-source.ts';
import { newestQueued } from './newest-queued.ts';
import { type ProductColumn, productColumns } from './product-columns.ts';

type Times = 'messaged_at' | 'clicked_at' | 'bought_at';
type StoredAbandonment = Omit<AbandonmentFact, Times | ProductColumn | 'abandoned_at'> & {
  readonly abandoned_at: number;
  readonly products: readonly LeftProduct[];
} & { readonly [T in Times]: number | null };

/**
 * Abandonments, with what became of the recoveries that began before their cart was abandoned anew: the first message that a
 * provider took, the first click on one, and the first order after one.
 */
export const abandonmentsSource: FactSource = {
  topic: factTopic('abandonments'),
  table: 'abandonments',
  async read(tx, queued): Promise<readonly AbandonmentFact[]> {
    const sql = rawSql(tx);
    const rows = await sql<StoredAbandonment[]>`
      select a.store_id, a.id, queued.version, a.cart_id, recovery.campaign_id, a.stage, a.reach,
        coalesce(a.reason, '') as reason, coalesce(a.currency, '') as currency, a.value_minor::text as value_minor, a.products,
        (extract(epoch from a.abandoned_at) * 1000)::float8 as abandoned_at,
        (extract(epoch from sent.messaged_at) * 1000)::float8 as messaged_at,
        (extract(epoch from sent.clicked_at) * 1000)::float8 as clicked_at,
        (extract(epoch from bought.at) * 1000)::float8 as bought_at
      from ${newestQueued(sql, queued)}
      join abandonments a on a.store_id = queued.store_id and a.id = queued.row_id
      left join abandonments later
        on later.store_id = a.store_id and later.cart_id = a.cart_id and later.n = a.n + 1
      left join lateral (
        select array_agg(r.id) as ids, (array_agg(r.campaign_id order by r.n desc))[1] as campaign_id
        from recoveries r
        where r.store_id = a.store_id and r.cart_id = a.cart_id and r.abandoned_at >= a.abandoned_at
          and (later.abandoned_at is null or r.abandoned_at < later.abandoned_at)
      ) recovery on true
      left join lateral (
        select min(m.claimed_at) as messaged_at,
          min(least((m.delivery_times ->> 'clicked')::timestamptz, used.at)) as clicked_at
        from messages m
        left join lateral (
          select min(redeemed_at) as at from links
          where links.store_id = m.store_id and links.message_id = m.id and links.kind = 'restore'
        ) used on true
        where m.store_id = a.store_id and m.recovery_id = any(recovery.ids) and m.state = 'accepted'
      ) sent on true
      left join lateral (
        select min(o.arrived_at) as at from orders o
        where o.store_id = a.store_id and o.recovery_id = any(recovery.ids) and o.status = 'placed'
          and o.arrived_at >= sent.messaged_at
      ) bought on true`;
    return rows.map(({ products, ...row }) => ({
      ...row,
      ...productColumns(products, row.value_minor),
      abandoned_at: utcText(row.abandoned_at),
      messaged_at: utcTextOrNull(row.messaged_at),
      clicked_at: utcTextOrNull(row.clicked_at),
      bought_at: utcTextOrNull(row.bought_at),
    }));
  },
};
