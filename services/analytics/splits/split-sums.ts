import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { toWallMs } from '../../../domain/duration.ts';
import { outcomeWindowMs } from '../experiments/exposed-orders.ts';

/** A split whose people are counted. */
export interface CountedSplit {
  readonly campaignId: string;
  readonly splitId: string;
  /** Of these people only (`domain/experiments/split-design.ts`). */
  readonly design: string;
  /** From then on one arm takes everybody, and nobody is compared any longer; null: never so far. */
  readonly endsAt: Date | null;
}

interface OfArm {
  readonly campaignId: string;
  readonly splitId: string;
  readonly arm: string;
}

export interface ArmPeople extends OfArm {
  /** Neither held back nor in two arms. */
  readonly people: number;
  readonly crossed: number;
  readonly heldOut: number;
  readonly matured: number;
  /** Of the matured: sums of one over the probability of their arm, and of its square. */
  readonly w: number;
  readonly ww: number;
}

export interface ArmBuyers extends OfArm {
  readonly buyers: number;
  readonly w: number;
  readonly ww: number;
}

/** Minor units net of refunds, by currency. */
export interface ArmSpending extends OfArm {
  readonly currency: string;
  readonly orders: number;
  readonly net: number;
  readonly wy: number;
  readonly wwy: number;
  readonly wwyy: number;
}

export interface SplitSums {
  readonly people: readonly ArmPeople[];
  readonly buyers: readonly ArmBuyers[];
  readonly spending: readonly ArmSpending[];
}

export const noSplitSums: SplitSums = { people: [], buyers: [], spending: [] };

/** As what people are summed up: by the arm that they took, or by whether it was chosen for them. */
export type SplitSide = 'arm' | 'personal_group';

export interface SplitScope {
  readonly storeId: string;
  readonly timeScale: number;
  readonly nowMs: number;
  readonly splits: readonly CountedSplit[];
  /** Absent: the arm. A group of a split that chooses for each person stands where the arm would, and everybody counts alike. */
  readonly side?: SplitSide;
}

/**
 * Sums over the people of splits, by arm. A person counts once, from the first time that they came to the split; where two
 * turned out to be one with two arms, or of both groups, apart. An order counts as it does in a holdout's comparison (`exposed-orders.ts`).
 */
export async function readSplitSums(tx: Tx, scope: SplitScope): Promise<SplitSums> {
  const sql = rawSql(tx);
  const people = sql<ArmPeople[]>`
    with ${exposedPeople(tx, scope)}
    select campaign_id as "campaignId", split_id as "splitId", arm,
      count(*) filter (where counts)::int as people, count(*) filter (where crossed)::int as crossed,
      count(*) filter (where held_out and not crossed)::int as "heldOut",
      count(*) filter (where matured)::int as matured,
      coalesce(sum(w) filter (where matured), 0)::float8 as w, coalesce(sum(w * w) filter (where matured), 0)::float8 as ww
    from exposed group by 1, 2, 3`;
  const spent = sql<(ArmSpending & { readonly buyers: number; readonly bw: number; readonly bww: number })[]>`
    with ${exposedPeople(tx, scope)}, each as (
      select e.campaign_id, e.split_id, e.arm, e.customer_id, e.w, coalesce(o.currency, '') as currency,
        sum(coalesce(o.total_minor, 0) - o.refunded_minor)::float8 as net, count(*) as orders,
        -- Somebody who bought in two currencies is one buyer.
        row_number() over (partition by e.campaign_id, e.split_id, e.customer_id order by coalesce(o.currency, '')) = 1 as first
      from exposed e
      join orders o on o.store_id = ${scope.storeId} and o.customer_id = e.customer_id and o.status = 'placed'
        and o.arrived_at >= e.exposed_at and o.arrived_at < e.until and o.placed_at >= e.exposed_at and o.placed_at < e.until
      where e.matured
      group by 1, 2, 3, 4, 5, 6
    )
    select campaign_id as "campaignId", split_id as "splitId", arm, currency, sum(orders)::int as orders, sum(net) as net,
      sum(w * net) as wy, sum(w * w * net) as wwy, sum(w * w * net * net) as wwyy,
      count(*) filter (where first)::int as buyers, coalesce(sum(w) filter (where first), 0)::float8 as bw,
      coalesce(sum(w * w) filter (where first), 0)::float8 as bww
    from each group by 1, 2, 3, 4 order by 5 desc, 4`;
  const [counted, spending] = await Promise.all([people, spent]);
  return {
    people: counted,
    buyers: spending.map(({ campaignId, splitId, arm, buyers, bw, bww }) => ({
      ...{ campaignId, splitId, arm, buyers },
      ...{ w: bw, ww: bww },
    })),
    spending: spending.map(({ buyers: _, bw: __, bww: ___, ...row }) => row),
  };
}

function exposedPeople(tx: Tx, { storeId, timeScale, nowMs, splits, side = 'arm' }: SplitScope) {
  const sql = rawSql(tx);
  const counted = side === 'arm' ? sql`arm, 1 / share as w` : sql`personal_group as arm, 1 as w`;
  const windowSeconds = toWallMs(outcomeWindowMs, timeScale) / 1_000;
  return sql`
    split as (
      select * from unnest(
        ${splits.map(({ campaignId }) => campaignId)}::uuid[], ${splits.map(({ splitId }) => splitId)}::text[],
        ${splits.map(({ design }) => design)}::text[],
        ${splits.map(({ endsAt }) => endsAt?.toISOString() ?? 'infinity')}::text[]::timestamptz[]
      ) as split (campaign_id, split_id, design, ends_at)
    ), firsts as (
      select distinct on (a.campaign_id, a.split_id, a.customer_id) a.*, split.design as wanted, split.ends_at,
        -- Whose arm is chosen anew with each recovery stays in one group.
        case when a.personal_group is null then min(a.arm) over same <> max(a.arm) over same
          else min(a.personal_group) over same <> max(a.personal_group) over same end as crossed
      from split_arms a join split on split.campaign_id = a.campaign_id and split.split_id = a.split_id
      where a.store_id = ${storeId}
      window same as (partition by a.campaign_id, a.split_id, a.customer_id)
      order by a.campaign_id, a.split_id, a.customer_id, a.exposed_at, a.recovery_id
    ), exposed as materialized (
      select campaign_id, split_id, customer_id, ${counted}, exposed_at, crossed, held_out, until,
        not crossed and not held_out as counts,
        not crossed and not held_out and until <= to_timestamp(${nowMs / 1_000}) as matured
      from (select *, exposed_at + make_interval(secs => ${windowSeconds}) as until from firsts) each
      where design = wanted and exposed_at < ends_at
    )`;
}
