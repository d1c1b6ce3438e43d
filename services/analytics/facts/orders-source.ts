import type { OrderFact } from '../../../db/clickhouse/tables/facts.ts';
import { utcText, utcTextOrNull } from '../../../db/clickhouse/utc-text.ts';
import { rawSql } from '../../../db/postgres/tenancy.ts';
import type { CartLines } from '../../../domain/cart-lines.ts';
import { productsOf } from '../../../domain/left-products.ts';
import { type FactSource, factTopic } from './fact-source.ts';
import { newestQueued } from './newest-queued.ts';
import { type ProductColumn, productColumns } from './product-columns.ts';

type Times = 'created_at' | 'arrived_at' | 'placed_at' | 'cancelled_at' | 'refunded_at' | 'abandoned_at';
type StoredOrder = Omit<OrderFact, Times | ProductColumn> & {
  readonly lines: CartLines | null;
} & { readonly [T in Times]: T extends 'created_at' ? number : number | null };

/**
 * Orders, with the recovery that they count to and its campaign, which never changes; with the newest message of that recovery
 * that had been taken before the order arrived; and with the newest message of all, each with its channel. What codes took off
 * stands at the first order of their recovery.
 */
export const ordersSource: FactSource = {
  topic: factTopic('orders'),
  table: 'orders',
  async read(tx, queued): Promise<readonly OrderFact[]> {
    const sql = rawSql(tx);
    const rows = await sql<StoredOrder[]>`
      select o.store_id, o.id, queued.version, o.cart_id, o.recovery_id, r.campaign_id,
        coalesce(r.campaign_version, 0) as campaign_version, coalesce(o.status, '') as status,
        o.total_minor::text as total_minor, o.refunded_minor::text as refunded_minor, coalesce(o.currency, '') as currency,
        coalesce(discounts.minor, 0)::text as discount_minor,
        o.lines,
        (extract(epoch from o.created_at) * 1000)::float8 as created_at,
        (extract(epoch from o.arrived_at) * 1000)::float8 as arrived_at,
        (extract(epoch from o.placed_at) * 1000)::float8 as placed_at,
        (extract(epoch from o.cancelled_at) * 1000)::float8 as cancelled_at,
        (extract(epoch from o.refunded_at) * 1000)::float8 as refunded_at,
        before.id as message_id, coalesce(before.channel, '') as channel,
        (extract(epoch from r.abandoned_at) * 1000)::float8 as abandoned_at,
        o.touch_message_id, coalesce(touch.channel, '') as touch_channel, touched.campaign_id as touch_campaign_id
      from ${newestQueued(sql, queued)}
      join orders o on o.store_id = queued.store_id and o.id = queued.row_id
      left join recoveries r on r.store_id = o.store_id and r.id = o.recovery_id
      left join lateral (
        select m.id, m.channel from messages m
        where m.store_id = o.store_id and m.recovery_id = o.recovery_id and m.state = 'accepted'
          and m.claimed_at <= o.arrived_at
        order by m.claimed_at desc, m.id limit 1
      ) before on true
      left join messages touch on touch.store_id = o.store_id and touch.id = o.touch_message_id
      left join recoveries touched on touched.store_id = touch.store_id and touched.id = touch.recovery_id
      left join lateral (
        select sum(c.cost_minor) as minor from offer_codes c
        where c.store_id = o.store_id and c.recovery_id = o.recovery_id and c.state = 'redeemed' and c.currency = o.currency
          and o.id = (
            select first.id from orders first
            where first.store_id = o.store_id and first.recovery_id = o.recovery_id and first.status = 'placed'
            order by first.placed_at, first.id limit 1
          )
      ) discounts on true`;
    return rows.map(({ lines, ...row }) => ({
      ...row,
      ...productColumns(productsOf(lines ?? [], row.currency || null), row.total_minor),
      created_at: utcText(row.created_at),
      arrived_at: utcTextOrNull(row.arrived_at),
      placed_at: utcTextOrNull(row.placed_at),
      cancelled_at: utcTextOrNull(row.cancelled_at),
      refunded_at: utcTextOrNull(row.refunded_at),
      abandoned_at: utcTextOrNull(row.abandoned_at),
    }));
  },
};
