import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { dayMs, toWallMs } from '../../../domain/duration.ts';

/** Orders count to an arm for so long after the exposure, by the store's clock. */
export const outcomeWindowMs = 7 * dayMs;
/** So far before the exposure people's orders are compared, to take out what was different before. */
export const pastWindowMs = 28 * dayMs;
/** A followed link is credited with an order for so long. */
const linkWindowMs = 7 * dayMs;

export interface ExperimentScope {
  readonly storeId: string;
  readonly campaignIds: readonly string[];
  readonly timeScale: number;
  readonly nowMs: number;
}

/**
 * The one query behind all numbers of experiments and the lists behind them: who was exposed under the share that a campaign
 * has now (`exposed`), of whom the time to buy is over (`matured`), and what they bought in it (`bought`), each order with the
 * message that it is credited to by a followed link and by last touch.
 *
 * An order counts once we were told of it and the shop says that it was placed, both after the exposure: orders of
 * the past that a shop tells again, or tells at last, are nobody's. What was matured stays as it is; only refunds still come off.
 */
export function exposedOrders(tx: Tx, { storeId, campaignIds, timeScale, nowMs }: ExperimentScope) {
  const sql = rawSql(tx);
  const seconds = (storeMs: number) => toWallMs(storeMs, timeScale) / 1_000;
  return sql`
    exposed as materialized (
      select e.campaign_id, e.customer_id, e.arm, e.exposed_at, e.crossed,
        e.exposed_at + make_interval(secs => ${seconds(outcomeWindowMs)}) as until
      from campaign_exposures e join campaigns c on c.store_id = e.store_id and c.id = e.campaign_id
      where e.store_id = ${storeId} and e.campaign_id = any (${[...campaignIds]}::uuid[])
        and e.percent = c.holdout_percent and e.exposed_at >= c.holdout_since
    ), matured as materialized (
      select * from exposed where not crossed and until <= to_timestamp(${nowMs / 1_000})
    ), bought as materialized (
      select m.campaign_id, m.customer_id, m.arm, m.until, o.id, o.cart_id, coalesce(o.currency, '') as currency, o.placed_at,
        coalesce(o.total_minor, 0) - o.refunded_minor as net, o.refunded_minor,
        followed.message_id as link_message_id, followed.channel as link_channel,
        touch.id as touch_message_id, touch.channel as touch_channel
      from matured m
      join orders o on o.store_id = ${storeId} and o.customer_id = m.customer_id and o.status = 'placed'
        and o.arrived_at >= m.exposed_at and o.arrived_at < m.until and o.placed_at >= m.exposed_at and o.placed_at < m.until
      left join lateral (
        select l.message_id, l.channel
        from messages own
        join recoveries r on r.store_id = own.store_id and r.id = own.recovery_id and r.campaign_id = m.campaign_id
        join links l on l.store_id = own.store_id and l.message_id = own.id and l.kind = 'restore'
        where own.store_id = ${storeId} and own.customer_id = m.customer_id
          and l.redeemed_at <= least(o.arrived_at, o.placed_at)
          and l.redeemed_at > o.placed_at - make_interval(secs => ${seconds(linkWindowMs)})
        order by l.redeemed_at desc limit 1
      ) followed on true
      left join lateral (
        select t.id, t.channel
        from messages t join recoveries r on r.store_id = t.store_id and r.id = t.recovery_id and r.campaign_id = m.campaign_id
        where t.store_id = ${storeId} and t.id = o.touch_message_id and t.claimed_at <= o.placed_at
      ) touch on true
    )`;
}
