import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { toWallMs } from '../../../domain/duration.ts';
import type { SplitGoal } from '../../../domain/flow/flow.ts';
import type { ContextOutcome } from '../../../domain/personal/learned-context.ts';
import { outcomeWindowMs } from '../experiments/exposed-orders.ts';
import type { SplitKey } from './read.ts';

/** The newest people that a split learns from. */
const contextPeopleMax = 20_000;

/**
 * People of a split that learns by context whose time to buy is over, newest first, each from the first time that they came: the arm, what
 * it was chosen by, and what they bought, as the comparison counts it (`split-sums.ts`). Neither clicks nor opens count.
 */
export async function readContextOutcomes(
  tx: Tx,
  { storeId, campaignId, splitId }: SplitKey,
  {
    design,
    goal,
    timeScale,
    nowMs,
  }: { readonly design: string; readonly goal: SplitGoal; readonly timeScale: number; readonly nowMs: number },
): Promise<readonly ContextOutcome[]> {
  const sql = rawSql(tx);
  const windowSeconds = toWallMs(outcomeWindowMs, timeScale) / 1_000;
  const outcome = goal === 'revenue' ? sql`coalesce(bought.net, 0)` : sql`(bought.orders > 0)::int`;
  return sql<ContextOutcome[]>`
    with firsts as (
      select distinct on (a.customer_id) a.*, a.exposed_at + make_interval(secs => ${windowSeconds}) as until,
        min(a.personal_group) over same <> max(a.personal_group) over same as crossed
      from split_arms a
      where a.store_id = ${storeId} and a.campaign_id = ${campaignId} and a.split_id = ${splitId}
      window same as (partition by a.customer_id)
      order by a.customer_id, a.exposed_at, a.recovery_id
    ), matured as (
      select * from firsts
      where design = ${design} and context is not null and not held_out and not coalesce(crossed, false)
        and until <= to_timestamp(${nowMs / 1_000})
      order by exposed_at desc, recovery_id limit ${contextPeopleMax}
    ), main as (
      -- Amounts of several currencies are no amount.
      select mode() within group (order by o.currency) as currency
      from orders o where o.store_id = ${storeId} and o.status = 'placed' and o.customer_id in (select customer_id from matured)
    )
    select m.arm, m.context, ${outcome}::float8 as outcome
    from matured m
    cross join lateral (
      select count(*) as orders,
        sum(coalesce(o.total_minor, 0) - o.refunded_minor) filter (where o.currency = (select currency from main)) as net
      from orders o
      where o.store_id = ${storeId} and o.customer_id = m.customer_id and o.status = 'placed'
        and o.arrived_at >= m.exposed_at and o.arrived_at < m.until and o.placed_at >= m.exposed_at and o.placed_at < m.until
    ) bought
    order by m.exposed_at desc, m.recovery_id`;
}
