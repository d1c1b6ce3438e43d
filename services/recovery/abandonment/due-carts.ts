import { plain } from '../../../db/postgres/array-literals.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { rawSql } from '../../../db/postgres/tenancy.ts';
import type { AbandonmentFacts } from '../../../domain/abandonment.ts';
import { type BotScore, botScoreThreshold, scoreBot } from '../../../domain/bot-score.ts';
import type { CampaignStep } from '../../../domain/campaign.ts';
import type { CartStage } from '../../../domain/cart.ts';
import type { CartLines } from '../../../domain/cart-lines.ts';
import { type Channel, channels, channelsOf } from '../../../domain/channel.ts';
import { toWallMs } from '../../../domain/duration.ts';
import { type LeftProduct, productsOf } from '../../../domain/left-products.ts';
import { isForStage } from '../../../domain/step-stage.ts';
import type { StoredFold } from '../../state/carts/cart-row.ts';
import type { Quotas } from '../../state/usage/quotas.ts';
import { type LockDue, type LockedCarts, lockDueCarts } from './lock-due.ts';

/** Of a customer with very many carts not all are counted: more than these say nothing more. */
const cartsCountedMax = 500;

/** A cart whose idle threshold has passed, locked until the transaction ends, with everything its decision needs. */
export interface DueCart {
  readonly storeId: string;
  readonly cartId: string;
  readonly customerId: string | null;
  /** When it became due, epoch milliseconds. */
  readonly abandonAt: number;
  /** Of the event that set that time. */
  readonly traceparent: string | null;
  /** Recoveries that the cart has had so far. */
  readonly recoveries: number;
  readonly campaign: { readonly id: string; readonly version: number } | null;
  readonly otherRecovery: { readonly id: string; readonly workflowId: string } | null;
  /** Why it is to be put into quarantine now; null: there is no such reason, or it was decided before. */
  readonly suspicion: BotScore | null;
  readonly products: readonly LeftProduct[];
  readonly facts: AbandonmentFacts;
}

interface Row {
  readonly store_id: string;
  readonly cart_id: string;
  readonly customer_id: string | null;
  readonly abandon_at: number;
  readonly traceparent: string | null;
  readonly last_activity_at: number;
  readonly recoveries: number;
  readonly purchased: boolean;
  readonly empty: boolean;
  readonly in_recovery: boolean;
  readonly stage: CartStage;
  readonly has_open_cart: boolean;
  readonly store_status: string;
  readonly time_scale: number;
  readonly cool_down_ms: number;
  readonly campaign_id: string | null;
  readonly campaign_version: number | null;
  readonly activated_at: number | null;
  readonly rules: readonly CampaignStep[] | null;
  readonly addressed: readonly Channel[] | null;
  readonly consented: readonly Channel[] | null;
  readonly usable: readonly Channel[] | null;
  readonly own_order_at: number | null;
  readonly other_order_at: number | null;
  readonly pending_order_at: number | null;
  readonly other_id: string | null;
  readonly other_workflow_id: string | null;
  readonly other_activity_at: number | null;
  readonly last_ended_at: number | null;
  readonly lines: CartLines;
  readonly currency: string | null;
  readonly fold: StoredFold;
  readonly carts_of_the_day: number | null;
  readonly quarantine: 'quarantined' | 'released' | null;
}

export interface TakeDue extends LockDue {
  /** Which stores start no more. */
  readonly quotas: Pick<Quotas, 'startsNone'>;
}

export interface TakenCarts extends Omit<LockedCarts, 'locked'> {
  readonly due: readonly DueCart[];
}

/**
 * Takes due carts, in turn by store, and reads a handful of rows for each.
 *
 * That is a statement of its own, because it has to see what was committed until the locks were got: what a customer can be
 * written to with is told by events that lock the customer's carts too, and either they are seen here, or they find here
 * what was decided without them.
 */
export async function takeDueCarts(tx: Tx, options: TakeDue): Promise<TakenCarts> {
  const { locked, ...rest } = await lockDueCarts(tx, options);
  return { due: locked.length === 0 ? [] : await readFacts(tx, locked, options), ...rest };
}

async function readFacts(
  tx: Tx,
  locked: LockedCarts['locked'],
  options: Pick<TakeDue, 'nowMs' | 'quotas'>,
): Promise<readonly DueCart[]> {
  const sql = rawSql(tx);
  const rows = await sql<Row[]>`
    with due as materialized (
      select carts.store_id, carts.id, customer_id, anonymous_id, status, stage, lines, currency, fold, last_activity_at, abandon_at,
        traceparent, recoveries, active_recovery_id
      from unnest(${plain(locked.map((cart) => cart.storeId))}::uuid[], ${plain(locked.map((cart) => cart.id))}::uuid[]) as taken (store_id, id)
      join carts on carts.store_id = taken.store_id and carts.id = taken.id
    )
    select
      due.store_id, due.id as cart_id, due.customer_id, due.traceparent, due.recoveries, due.lines, due.currency, due.fold,
      quarantine.state as quarantine, of_the_day.carts as carts_of_the_day,
      (extract(epoch from due.abandon_at) * 1000)::float8 as abandon_at,
      (extract(epoch from due.last_activity_at) * 1000)::float8 as last_activity_at,
      due.status = 'purchased' as purchased,
      jsonb_array_length(due.lines) = 0 as empty,
      due.active_recovery_id is not null as in_recovery,
      due.stage,
      due.stage = 'browsing' and exists (
        select from carts other
        where other.store_id = due.store_id and other.customer_id = due.customer_id
          and other.status = 'open' and other.stage <> 'browsing' and jsonb_array_length(other.lines) > 0
      ) as has_open_cart,
      stores.status as store_status, stores.time_scale, stores.cool_down_ms,
      campaign.id as campaign_id, campaign.version as campaign_version, campaign.rules,
      (extract(epoch from campaign.activated_at) * 1000)::float8 as activated_at,
      reach.addressed, reach.consented, reach.usable,
      (extract(epoch from ordered.own) * 1000)::float8 as own_order_at,
      (extract(epoch from ordered.other) * 1000)::float8 as other_order_at,
      (extract(epoch from ordered.pending) * 1000)::float8 as pending_order_at,
      other.id as other_id, other.workflow_id as other_workflow_id,
      (extract(epoch from other.last_activity_at) * 1000)::float8 as other_activity_at,
      (extract(epoch from ended.at) * 1000)::float8 as last_ended_at
    from due
    join stores on stores.store_id = due.store_id
    left join cart_quarantines quarantine on quarantine.store_id = due.store_id and quarantine.cart_id = due.id
    left join lateral (
      select count(*) filter (where created_at > now() - interval '1 day' / stores.time_scale)::int as carts
      from (
        select created_at from carts c
        where c.store_id = due.store_id and c.customer_id = due.customer_id
        limit ${cartsCountedMax}::int
      ) began
    ) of_the_day on due.customer_id is not null
    left join lateral (
      select c.id, c.version, c.activated_at, v.rules
      from campaigns c
      join campaign_versions v on v.store_id = c.store_id and v.campaign_id = c.id and v.version = c.version
      where c.store_id = due.store_id and c.status = 'active' and c.activated_at is not null
      order by c.activated_at, c.id
      limit 1
    ) campaign on true
    left join lateral (
      select
        array_agg(channel) as addressed,
        array_agg(channel) filter (where basis is not null) as consented,
        array_agg(channel) filter (where basis is not null and address is not null) as usable
      from customer_reach(due.store_id, due.customer_id)
    ) reach on true
    left join lateral (
      select
        max(arrived_at) filter (where status = 'placed' and own) as own,
        max(arrived_at) filter (where status = 'placed' and not own) as other,
        max(arrived_at) filter (where status = 'pending' and not own) as pending
      from customer_orders(due.store_id, due.id, array[due.customer_id])
    ) ordered on true
    left join lateral (
      select r.id, r.workflow_id, c.last_activity_at
      from recoveries r
      join carts c on c.store_id = r.store_id and c.id = r.cart_id
      where r.store_id = due.store_id and r.customer_id = due.customer_id and r.ended_at is null and r.cart_id <> due.id
    ) other on true
    left join lateral (
      select max(ended_at) as at
      from recoveries r
      join carts c on c.store_id = r.store_id and c.id = r.cart_id
      where r.store_id = due.store_id and r.customer_id = due.customer_id and r.ended_at is not null
        and r.reason is distinct from 'superseded'
        -- Having been written to for a look around keeps nobody from being reminded of a cart.
        and (c.stage <> 'browsing' or due.stage = 'browsing')
    ) ended on true
    order by due.abandon_at`;
  return rows.map((row) => dueCart(row, options));
}

function dueCart(row: Row, { nowMs, quotas }: Pick<TakeDue, 'nowMs' | 'quotas'>): DueCart {
  const suspicion = suspicionOf(row);
  const campaign = campaignFor(row);
  return {
    storeId: row.store_id,
    cartId: row.cart_id,
    customerId: row.customer_id,
    abandonAt: row.abandon_at,
    traceparent: row.traceparent,
    recoveries: row.recoveries,
    campaign: campaign && { id: campaign.id, version: campaign.version },
    otherRecovery:
      row.other_id !== null && row.other_workflow_id !== null
        ? { id: row.other_id, workflowId: row.other_workflow_id }
        : null,
    suspicion,
    products: productsOf(row.lines, row.currency),
    facts: {
      nowMs,
      cart: {
        purchased: row.purchased,
        empty: row.empty,
        lastActivityAt: row.last_activity_at,
        inRecovery: row.in_recovery,
        browsing: row.stage === 'browsing',
      },
      hasOpenCart: row.has_open_cart,
      quarantined: suspicion !== null || row.quarantine === 'quarantined',
      storeActive: row.store_status === 'active',
      quotaExceeded: quotas.startsNone(row.store_id),
      campaign: campaign && { activatedAt: campaign.activatedAt, channels: channelsOfRules(campaign.rules) },
      reach: { addressed: row.addressed ?? [], consented: row.consented ?? [], usable: row.usable ?? [] },
      orders: {
        own: toldOrder(row.own_order_at),
        elsewhere: toldOrder(row.other_order_at),
        pending: toldOrder(row.pending_order_at),
      },
      otherRecovery: row.other_activity_at === null ? null : { lastActivityAt: row.other_activity_at },
      lastRecoveryEndedAt: row.last_ended_at,
      coolDownMs: toWallMs(row.cool_down_ms, row.time_scale),
    },
  };
}

function toldOrder(arrivedAt: number | null) {
  return arrivedAt === null ? null : { arrivedAt };
}

/** The store's campaign, if a rule of it speaks to a cart at this stage. */
function campaignFor({ stage, campaign_id: id, campaign_version: version, activated_at: activatedAt, rules }: Row) {
  if (id === null || version === null || activatedAt === null || rules === null) return null;
  const speaking = rules.filter((rule) => isForStage(rule, stage));
  return speaking.length === 0 ? null : { id, version, activatedAt, rules: speaking };
}

function channelsOfRules(rules: readonly CampaignStep[]): Channel[] {
  return channels.filter((channel) => rules.some((rule) => channelsOf(rule.channel).includes(channel)));
}

/** What a person decided about a cart holds; a cart that is bought or empty is nobody's concern. */
function suspicionOf(row: Row): BotScore | null {
  if (row.quarantine !== null || row.purchased || row.empty || row.in_recovery) return null;
  const score = scoreBot({
    // As long as a customer in the store would feel them: a replay runs faster than the wall.
    actionTimes: row.fold.recent.map(({ at }) => at * row.time_scale),
    lines: row.lines,
    cartsOfTheDay: row.carts_of_the_day,
  });
  return score.score >= botScoreThreshold ? score : null;
}
