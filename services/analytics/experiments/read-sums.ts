import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { dayMs, toWallMs } from '../../../domain/duration.ts';
import type { HoldoutArm } from '../../../domain/experiments/holdout.ts';
import { type ExperimentScope, exposedOrders, pastWindowMs } from './exposed-orders.ts';

/** The pace of late is that of so many days, by the store's clock. */
export const paceDays = 14;

/** People of an arm, up to now. */
export interface ArmCount {
  readonly campaignId: string;
  readonly arm: HoldoutArm;
  readonly people: number;
  /** The time to buy is over: only these are compared. */
  readonly matured: number;
  /** Were in the other arm too, before they turned out to be one person; not compared. */
  readonly crossed: number;
  /** Got a message of another campaign in their time to buy. */
  readonly otherCampaigns: number;
  /** Got a message of this campaign in it. */
  readonly ownMessages: number;
  /** Exposed within the last days of the pace. */
  readonly recent: number;
}

/** Matured people of an arm whose time ended on one day: `day` counts the days that were asked for from 1; 0 is before. */
export interface DayPeople {
  readonly campaignId: string;
  readonly arm: HoldoutArm;
  readonly day: number;
  readonly people: number;
  readonly buyers: number;
}

/** What these people spent in one currency, minor units net of refunds, beside what they had spent before. */
export interface DayMoney {
  readonly campaignId: string;
  readonly arm: HoldoutArm;
  readonly day: number;
  readonly currency: string;
  readonly buyers: number;
  readonly orders: number;
  readonly net: number;
  readonly netSquares: number;
  readonly past: number;
  readonly pastSquares: number;
  readonly products: number;
}

/** Orders of treated people that a message is credited with. */
export interface Credit {
  readonly campaignId: string;
  readonly currency: string;
  readonly by: 'link' | 'last_touch';
  readonly channel: Channel;
  readonly orders: number;
  readonly net: number;
}

export interface ExperimentSums {
  readonly arms: readonly ArmCount[];
  readonly people: readonly DayPeople[];
  readonly money: readonly DayMoney[];
  readonly credits: readonly Credit[];
}

/**
 * Sums over people, by campaign, arm and the day on which their time to buy ended; `dayStartsMs` are these days.
 * What belongs to one person is brought together by grouping: a join of two unindexed sides might go over all pairs.
 */
export async function readSums(
  tx: Tx,
  scope: ExperimentScope & { readonly dayStartsMs: readonly number[] },
): Promise<ExperimentSums> {
  const sql = rawSql(tx);
  const { storeId, nowMs, timeScale } = scope;
  const starts = scope.dayStartsMs.map((ms) => ms / 1_000);
  const day = sql`width_bucket(extract(epoch from until)::float8, ${starts}::float8[])`;
  const seconds = (storeMs: number) => toWallMs(storeMs, timeScale) / 1_000;
  const [arms, people, money, credits] = await Promise.all([
    sql<ArmCount[]>`
      with ${exposedOrders(tx, scope)}
      select e.campaign_id as "campaignId", e.arm, count(*)::int as people,
        count(*) filter (where not crossed and until <= to_timestamp(${nowMs / 1_000}))::int as matured,
        count(*) filter (where crossed)::int as crossed,
        count(*) filter (where written.others)::int as "otherCampaigns", count(*) filter (where written.own)::int as "ownMessages",
        count(*) filter (where exposed_at > to_timestamp(${nowMs / 1_000}) - make_interval(secs => ${seconds(paceDays * dayMs)}))::int as recent
      from exposed e
      cross join lateral (
        select bool_or(r.campaign_id <> e.campaign_id) as others, bool_or(r.campaign_id = e.campaign_id) as own
        from messages m join recoveries r on r.store_id = m.store_id and r.id = m.recovery_id
        where m.store_id = ${storeId} and m.customer_id = e.customer_id and m.state = 'accepted'
          and m.claimed_at >= e.exposed_at and m.claimed_at < e.until
      ) written
      group by 1, 2`,
    sql<DayPeople[]>`
      with ${exposedOrders(tx, scope)}, each as (
        select campaign_id, customer_id, arm, until, bool_or(bought) as bought
        from (
          select campaign_id, customer_id, arm, until, false as bought from matured
          union all select campaign_id, customer_id, arm, until, true from bought
        ) rows group by 1, 2, 3, 4
      )
      select campaign_id as "campaignId", arm, ${day} as day, count(*)::int as people, count(*) filter (where bought)::int as buyers
      from each group by 1, 2, 3 order by 3`,
    sql<DayMoney[]>`
      with ${exposedOrders(tx, scope)}, rows as (
        select campaign_id, customer_id, arm, until, currency, net::float8 as net, 0::float8 as past, 1 as orders from bought
        union all
        select m.campaign_id, m.customer_id, m.arm, m.until, coalesce(o.currency, ''), 0,
          (coalesce(o.total_minor, 0) - o.refunded_minor)::float8, 0
        from matured m
        join orders o on o.store_id = ${storeId} and o.customer_id = m.customer_id and o.status = 'placed'
          and o.arrived_at < m.exposed_at and o.placed_at < m.exposed_at
          and o.placed_at >= m.exposed_at - make_interval(secs => ${seconds(pastWindowMs)})
      ), each as (
        select campaign_id, customer_id, arm, until, currency, sum(net) as net, sum(past) as past, sum(orders) as orders
        from rows group by 1, 2, 3, 4, 5
      )
      select campaign_id as "campaignId", arm, ${day} as day, currency,
        count(*) filter (where orders > 0)::int as buyers, sum(orders)::int as orders, sum(net) as net, sum(net * net) as "netSquares",
        sum(past) as past, sum(past * past) as "pastSquares", sum(net * past) as products
      from each group by 1, 2, 3, 4 order by 3`,
    sql<Credit[]>`
      with ${exposedOrders(tx, scope)}
      select campaign_id as "campaignId", currency, credit.by, credit.channel, count(*)::int as orders, sum(net)::float8 as net
      from bought
      cross join lateral (
        values ('link', link_message_id, link_channel), ('last_touch', touch_message_id, touch_channel)
      ) credit (by, message_id, channel)
      where arm = 'treated' and credit.message_id is not null
      group by 1, 2, 3, 4 order by 3, 4`,
  ]);
  return { arms, people, money, credits };
}
