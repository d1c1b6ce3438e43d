import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { HoldoutArm } from '../../../domain/experiments/holdout.ts';
import { assumedProbability } from '../../../domain/offers/decide-offer.ts';
import { profitOf, spendingOf } from '../../../domain/uplift/expected-gain.ts';
import type { LoggedOutcome } from '../../../domain/uplift/logged-outcome.ts';
import type { AllowedAction } from '../../../domain/uplift/policy-action.ts';
import type { PolicyEconomics, PurchaseChances } from '../../../domain/uplift/policy-terms.ts';
import { loggedSet } from '../predictions/logged-vector.ts';
import { type KeptVectors, type KnownAtDecision, knownFeatures } from './known-features.ts';

/** Orders count to a decision for so long, by the store's clock: as in the comparison of a holdout. */
export const outcomeWindowMs = 7 * dayMs;
/** The newest decisions that a policy is judged by. */
export const loggedDecisionsMax = 20_000;

export interface LoggedScope {
  readonly storeId: string;
  /** Null: of every campaign. */
  readonly campaignId: string | null;
  readonly economics: PolicyEconomics;
  readonly nowMs: number;
}

/** The chances that a policy goes by, from what was known then. */
export type ChancesOf = (known: readonly KnownAtDecision[]) => Promise<readonly PurchaseChances[]>;

/** A decision as it was logged, with what became of it. */
export interface LoggedRow extends Omit<KnownAtDecision, 'features'>, KeptVectors {
  readonly customerId: string;
  /** When it was decided, epoch milliseconds. */
  readonly atMs: number;
  /** Of a holdout; null: a policy decided. */
  readonly arm: HoldoutArm | null;
  readonly percent: number | null;
  readonly channel: Channel | null;
  readonly allowed: readonly AllowedAction[] | null;
  readonly taken: string | null;
  readonly valueMinor: number | null;
  readonly bought: boolean;
  readonly paidMinor: number;
  readonly discountMinor: number;
  readonly emails: number;
  readonly texts: number;
  readonly pushes: number;
}

/**
 * Decisions that were drawn with known probabilities and whose time to buy is over, newest first, with what came of them: who was held
 * back by the holdout of a campaign and who was not, and what policies decided. A recovery that a policy decided about speaks for the
 * policy alone. Carts in another currency than that of the economics are left out: their amounts cannot be added up.
 */
export async function readLoggedOutcomes(
  tx: Tx,
  { storeId, campaignId, economics, nowMs }: LoggedScope,
  chancesOf: ChancesOf,
): Promise<readonly LoggedOutcome[]> {
  const { currency } = economics;
  const rows = await readLoggedRows(tx, { storeId, campaignId, currency, nowMs, limit: loggedDecisionsMax });
  const known = rows.map(({ probability, ...row }) => ({ probability, features: knownFeatures(row) }));
  const chances = await chancesOf(known);
  return rows.map((row, index) => {
    const { customerId: personId, valueMinor, bought, paidMinor, discountMinor, emails, texts, pushes } = row;
    const result = { paidMinor, discountMinor, messages: { email: emails, sms: texts, push: pushes } };
    return {
      ...{ personId, valueMinor, bought, ...decisionOf(row) },
      chances: chances[index] ?? { none: assumedProbability, message: assumedProbability, offer: assumedProbability },
      profitMinor: profitOf(result, economics),
      spentMinor: spendingOf(result, economics),
    };
  });
}

/** A holdout is a decision too: messages as the campaign sends them, or none, drawn by its share. */
export function decisionOf({
  allowed,
  taken,
  arm,
  percent,
  channel,
}: LoggedRow): Pick<LoggedOutcome, 'allowed' | 'taken'> {
  if (allowed !== null && taken !== null) return { allowed, taken };
  const held = (percent ?? 0) / 100;
  return {
    allowed: [
      { id: 'message', kind: 'message', channel, delayMs: null, propensity: 1 - held },
      { id: 'none', kind: 'none', channel: null, delayMs: null, propensity: held },
    ],
    taken: arm === 'holdout' ? 'none' : 'message',
  };
}

/** As `readLoggedOutcomes`; without a currency carts of all of them, and no amounts. */
export function readLoggedRows(
  tx: Tx,
  {
    storeId,
    campaignId,
    currency,
    nowMs,
    limit,
  }: Omit<LoggedScope, 'economics'> & { readonly currency: string | null; readonly limit: number },
): Promise<readonly LoggedRow[]> {
  const sql = rawSql(tx);
  const inCurrency = currency === null ? sql`true` : sql`coalesce(left_behind.currency, ${currency}) = ${currency}`;
  const ofCampaign = campaignId === null ? sql`` : sql`and c.id = ${campaignId}`;
  return sql<LoggedRow[]>`
    with scale as (
      select make_interval(secs => ${outcomeWindowMs / 1_000} / time_scale) as for_so_long from stores where store_id = ${storeId}
    ), decided as (
      select e.customer_id, e.recovery_id, e.campaign_id, e.exposed_at as at, e.arm, e.percent,
        null::jsonb as allowed, null::text as taken
      from campaign_exposures e join campaigns c on c.store_id = e.store_id and c.id = e.campaign_id
      where e.store_id = ${storeId} ${ofCampaign} and not e.crossed and e.percent > 0
        and e.percent = c.holdout_percent and e.exposed_at >= c.holdout_since
        and not exists (
          select from policy_decisions d where d.store_id = e.store_id and d.recovery_id = e.recovery_id
        )
      union all
      select a.customer_id, d.recovery_id, d.campaign_id, d.decided_at, null, null, d.allowed, d.taken
      from policy_decisions d
      join campaigns c on c.store_id = d.store_id and c.id = d.campaign_id
      join split_arms a on a.store_id = d.store_id and a.campaign_id = d.campaign_id and a.split_id = d.split_id
        and a.recovery_id = d.recovery_id and a.arm = d.taken
      where d.store_id = ${storeId} ${ofCampaign} and not a.held_out
    ), matured as materialized (
      select d.*, d.at + for_so_long as until, r.cart_id, r.probability, left_behind.value_minor
      from decided d
      cross join scale
      join recoveries r on r.store_id = ${storeId} and r.id = d.recovery_id
      left join lateral (
        select a.value_minor, a.currency from abandonments a
        where a.store_id = ${storeId} and a.cart_id = r.cart_id and a.abandoned_at <= d.at
        order by a.abandoned_at desc limit 1
      ) left_behind on true
      where d.at + for_so_long <= to_timestamp(${nowMs / 1_000})
        and ${inCurrency}
      order by d.at desc, d.recovery_id
      limit ${limit}
    ), usual as (
      select r.campaign_id, mode() within group (order by m.channel) as channel
      from messages m join recoveries r on r.store_id = m.store_id and r.id = m.recovery_id
      where m.store_id = ${storeId} and m.state = 'accepted' and r.campaign_id in (select campaign_id from matured)
      group by 1
    ), predicted as (
      -- The first one is from before any message.
      select distinct on (p.recovery_id) p.recovery_id, p.features,
        case p.logged_set when ${loggedSet} then p.logged_features end as logged
      from predictions p
      where p.store_id = ${storeId} and p.purpose = 'recovery' and p.recovery_id in (select recovery_id from matured)
      order by p.recovery_id, p.at
    )
    select m.customer_id as "customerId", (extract(epoch from m.at) * 1000)::float8 as "atMs", m.arm, m.percent, m.allowed, m.taken, m.probability,
      m.value_minor::float8 as "valueMinor", usual.channel, predicted.features, predicted.logged,
      coalesce(bought.orders, 0) > 0 as bought, coalesce(bought.paid, 0)::float8 as "paidMinor",
      case when coalesce(bought.orders, 0) > 0 then coalesce(codes.cost, 0) else 0 end::float8 as "discountMinor",
      coalesce(sent.emails, 0)::int as emails, coalesce(sent.texts, 0)::int as texts, coalesce(sent.pushes, 0)::int as pushes
    from matured m
    left join usual on usual.campaign_id = m.campaign_id
    left join predicted on predicted.recovery_id = m.recovery_id
    left join lateral (
      select count(*) as orders,
        sum(coalesce(o.total_minor, 0) - o.refunded_minor) filter (where o.currency = ${currency}::text) as paid
      from orders o
      where o.store_id = ${storeId} and o.customer_id = m.customer_id and o.status = 'placed'
        and o.arrived_at >= m.at and o.arrived_at < m.until and o.placed_at >= m.at and o.placed_at < m.until
    ) bought on true
    left join lateral (
      select count(*) filter (where s.channel = 'email') as emails, count(*) filter (where s.channel = 'sms') as texts,
        count(*) filter (where s.channel = 'push') as pushes
      from messages s join recoveries r on r.store_id = s.store_id and r.id = s.recovery_id and r.campaign_id = m.campaign_id
      where s.store_id = ${storeId} and s.customer_id = m.customer_id and s.state = 'accepted'
        and s.claimed_at >= m.at and s.claimed_at < m.until
    ) sent on true
    left join lateral (
      select sum(c.cost_minor) as cost from offer_codes c
      where c.store_id = ${storeId} and c.recovery_id = m.recovery_id and c.state in ('sent', 'redeemed')
        and c.currency = ${currency}::text
    ) codes on true
    order by m.at desc, m.recovery_id`;
}
