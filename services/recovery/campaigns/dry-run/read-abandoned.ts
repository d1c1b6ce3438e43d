import { rawSql, type Tx } from '../../../../db/postgres/tenancy.ts';
import { idleMsOnceBegun } from '../../../../domain/abandon-at.ts';
import { type AbandonmentFacts, reachOf } from '../../../../domain/abandonment.ts';
import type { CartStage } from '../../../../domain/cart.ts';
import { type Channel, channels } from '../../../../domain/channel.ts';
import type { DryRunCart } from '../../../../domain/dry-run/would-claim.ts';
import { toWallMs } from '../../../../domain/duration.ts';
import type { HoldoutArm } from '../../../../domain/experiments/holdout.ts';
import type { ReasonCode } from '../../../../domain/reason-code.ts';
import type { LaterEvent } from '../../../../domain/rehearse.ts';
import { rehearsedSnapshot } from '../rehearsed-snapshot.ts';
import type { Store } from '../store-row.ts';

/** A time that a cart was abandoned, with what is known of it; or why no recovery begins, whatever the campaign says. */
export interface Abandoned {
  readonly id: string;
  readonly cart: DryRunCart;
  /** Channels on which the person has an address at all, agreed, and is not suppressed: each a subset of the one before. */
  readonly reach: AbandonmentFacts['reach'];
  readonly startsNot: ReasonCode | null;
}

export interface AbandonedSearch {
  readonly storeId: string;
  readonly campaignId: string;
  /** Abandoned in this time, epoch milliseconds; or the newest time of one cart. */
  readonly among:
    | {
        readonly kind: 'range';
        readonly fromMs: number;
        readonly toMs: number;
        readonly after: { readonly abandonedAt: string; readonly id: string } | null;
        readonly limit: number;
      }
    | { readonly kind: 'newest_of_cart'; readonly cartId: string }
    /** It was not abandoned yet: as if it were at this moment. */
    | { readonly kind: 'to_come'; readonly cartId: string; readonly atMs: number };
  /** Pieces in the carts are counted only where the campaign asks for them. */
  readonly countPieces: boolean;
}

/** Orders of a person that are counted: more say nothing more. */
const ordersCountedMax = 500;
/** How long after its abandonment something can still happen to a recovery, at most. */
const laterMs = 60 * 86_400_000;

interface Row {
  readonly id: string;
  readonly cart_id: string;
  readonly cursor: string;
  readonly abandoned_at: number;
  readonly value_minor: number | null;
  readonly currency: string | null;
  readonly stage: CartStage;
  readonly reason: string | null;
  readonly customer_id: string | null;
  readonly purchased: boolean;
  readonly empty: boolean;
  readonly last_activity_at: number;
  readonly pieces: number;
  readonly quarantined: boolean;
  readonly time_zone: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly phone: string | null;
  readonly addressed: readonly Channel[] | null;
  readonly consented: readonly Channel[] | null;
  readonly usable: readonly Channel[] | null;
  readonly arm: HoldoutArm | null;
  readonly probability: number | null;
  readonly orders_before: number;
  readonly bought_at: number | null;
  readonly bought_own: boolean | null;
  readonly again_at: number | null;
  readonly superseded_at: number | null;
}

/** Reads a page of abandoned carts, oldest first, and where the next page begins. */
export async function readAbandoned(
  tx: Tx,
  store: Store,
  { storeId, campaignId, among, countPieces }: AbandonedSearch,
): Promise<{ readonly items: readonly Abandoned[]; readonly last: { abandonedAt: string; id: string } | null }> {
  const sql = rawSql(tx);
  const moment = (ms: number) => sql`${new Date(ms).toISOString()}::timestamptz`;
  const columns = sql`a.id, a.cart_id, a.n, a.abandoned_at, a.value_minor, a.currency, a.stage, a.reason,
    jsonb_array_length(a.products) as products`;
  const source = () => {
    switch (among.kind) {
      case 'range': {
        const { fromMs, toMs, after, limit } = among;
        const later = after
          ? sql`and (a.abandoned_at, a.id) > (${after.abandonedAt}::timestamptz, ${after.id}::uuid)`
          : sql``;
        return sql`select ${columns} from abandonments a
          where a.store_id = ${storeId} and a.abandoned_at >= ${moment(fromMs)} and a.abandoned_at < ${moment(toMs)} ${later}
          order by a.abandoned_at, a.id limit ${limit}`;
      }
      case 'newest_of_cart':
        return sql`select ${columns} from abandonments a
          where a.store_id = ${storeId} and a.cart_id = ${among.cartId} order by a.n desc limit 1`;
      case 'to_come':
        return sql`select c.id, c.id as cart_id, 0 as n, ${moment(among.atMs)} as abandoned_at, c.value_minor, c.currency,
            c.stage, null::text as reason, jsonb_array_length(c.lines) as products
          from carts c where c.store_id = ${storeId} and c.id = ${among.cartId}`;
    }
  };
  const pieces = countPieces
    ? sql`coalesce(case when carts.status = 'open' then (
        select sum((line ->> 'quantity')::float8) + carts.lines_omitted from jsonb_array_elements(carts.lines) line
      ) end, page.products)`
    : sql`page.products`;
  const rows = await sql<Row[]>`
    with page as materialized (${source()})
    select page.id, page.cart_id, page.abandoned_at::text as cursor,
      (extract(epoch from page.abandoned_at) * 1000)::float8 as abandoned_at,
      page.value_minor::float8 as value_minor, page.currency, page.stage, page.reason,
      carts.customer_id, carts.status = 'purchased' as purchased, jsonb_array_length(carts.lines) = 0 as empty,
      (extract(epoch from carts.last_activity_at) * 1000)::float8 as last_activity_at, (${pieces})::float8 as pieces,
      coalesce(quarantine.state = 'quarantined', false) as quarantined,
      person.time_zone, person.country, person.region, reach.phone, reach.addressed, reach.consented, reach.usable,
      exposure.arm, known.probability, before.orders as orders_before,
      (extract(epoch from bought.at) * 1000)::float8 as bought_at, bought.own as bought_own,
      (extract(epoch from again.at) * 1000)::float8 as again_at,
      (extract(epoch from other.at) * 1000)::float8 as superseded_at
    from page
    join carts on carts.store_id = ${storeId} and carts.id = page.cart_id
    left join customers person on person.store_id = ${storeId} and person.id = carts.customer_id
    left join cart_quarantines quarantine on quarantine.store_id = ${storeId} and quarantine.cart_id = page.cart_id
    left join campaign_exposures exposure on exposure.store_id = ${storeId} and exposure.campaign_id = ${campaignId}
      and exposure.customer_id = carts.customer_id
    left join lateral (
      select array_agg(channel) as addressed, array_agg(channel) filter (where basis is not null) as consented,
        array_agg(channel) filter (where basis is not null and address is not null) as usable,
        max(address) filter (where channel = 'sms') as phone
      from customer_reach(${storeId}, carts.customer_id)
    ) reach on carts.customer_id is not null
    left join lateral (
      select r.probability from recoveries r
      where r.store_id = ${storeId} and r.cart_id = page.cart_id and r.probability is not null
      order by r.created_at desc limit 1
    ) known on true
    cross join lateral (
      select count(*)::int as orders from (
        select from orders o
        where o.store_id = ${storeId} and o.customer_id = carts.customer_id and o.status = 'placed'
          and o.arrived_at <= page.abandoned_at
        limit ${ordersCountedMax}
      ) counted
    ) before
    left join lateral (
      select found.at, found.own from (
        (
          select o.arrived_at as at, coalesce(o.cart_id = page.cart_id, false) as own from orders o
          where o.store_id = ${storeId} and o.customer_id = carts.customer_id and o.status = 'placed'
            and o.arrived_at > page.abandoned_at
          order by o.arrived_at limit 1
        )
        union all
        (
          select o.arrived_at, true from orders o
          where o.store_id = ${storeId} and o.cart_id = page.cart_id and o.status = 'placed'
            and o.arrived_at > page.abandoned_at
          order by o.arrived_at limit 1
        )
      ) found
      order by found.at limit 1
    ) bought on true
    left join abandonments again_left on again_left.store_id = ${storeId} and again_left.cart_id = page.cart_id
      and again_left.n = page.n + 1 and page.n > 0
    cross join lateral (select again_left.abandoned_at as at) again
    left join lateral (
      select min(x.abandoned_at) as at
      from carts c
      join abandonments x on x.store_id = c.store_id and x.cart_id = c.id
      where c.store_id = ${storeId} and c.customer_id = carts.customer_id and c.id <> page.cart_id
        and x.abandoned_at > page.abandoned_at and x.abandoned_at < page.abandoned_at + make_interval(secs => ${laterMs / 1_000}::float8)
    ) other on carts.customer_id is not null
    order by page.abandoned_at, page.id`;
  const last = rows.at(-1);
  return {
    items: rows.map((row) => abandoned(row, store)),
    last: last ? { abandonedAt: last.cursor, id: last.id } : null,
  };
}

function abandoned(row: Row, store: Store): Abandoned {
  const { stage, abandoned_at: abandonedAt } = row;
  const idleMs = toWallMs(idleMsOnceBegun(stage, store), store.timeScale);
  const reach = { addressed: row.addressed ?? [], consented: row.consented ?? [], usable: row.usable ?? [] };
  const cart = { stage, valueMinor: row.value_minor, currency: row.currency, items: row.pieces };
  return {
    id: row.id,
    reach,
    startsNot: startsNotOf(row),
    cart: {
      ...{ cartId: row.cart_id, customerId: row.customer_id ?? row.cart_id, abandonedAt },
      ...{ arm: row.arm, earlier: [], later: laterOf(row, idleMs) },
      whereabouts: { timeZone: row.time_zone, country: row.country, region: row.region, phone: row.phone },
      unreachable: unreachableOf(reach),
      snapshot: rehearsedSnapshot(
        {
          cart: { ...cart, lastActivityAt: abandonedAt - idleMs },
          timeZone: row.time_zone,
          returning: row.orders_before > 0,
          ordersBefore: row.orders_before,
          usable: reach.usable,
        },
        store,
      ),
      prediction: row.probability === null ? { kind: 'unavailable' } : { kind: 'known', probability: row.probability },
    },
  };
}

/** What the sweep said of the cart itself, and what holds for it now; the rest hangs on the campaign. */
function startsNotOf({ quarantined, reason }: Row): ReasonCode | null {
  if (quarantined) return 'bot_suspected';
  return reason === 'order_pending' || reason === 'purchased_before' || reason === 'has_open_cart' ? reason : null;
}

/** A person who comes back shows by the next abandonment of the cart, or by its newest activity. */
function laterOf(row: Row, idleMs: number): readonly LaterEvent[] {
  const later: LaterEvent[] = [];
  if (row.bought_at !== null)
    later.push({
      at: row.bought_at,
      event: { kind: 'order_placed', cause: row.bought_own ? 'purchased' : 'purchased_elsewhere' },
    });
  if (row.superseded_at !== null) later.push({ at: row.superseded_at, event: { kind: 'superseded' } });
  const backAt = row.again_at === null ? row.last_activity_at : row.again_at - idleMs;
  if (backAt > row.abandoned_at && !(row.again_at === null && row.purchased)) {
    const empty = row.again_at === null && row.empty;
    later.push({ at: backAt, event: { kind: 'cart_updated', empty, lastActivityAt: backAt } });
  }
  return later.sort((a, b) => a.at - b.at);
}

function unreachableOf({ addressed, consented, usable }: Abandoned['reach']): Partial<Record<Channel, ReasonCode>> {
  const reasons: Partial<Record<Channel, ReasonCode>> = {};
  for (const channel of channels) {
    if (usable.includes(channel)) continue;
    if (!addressed.includes(channel)) reasons[channel] = 'channel_not_reachable';
    else reasons[channel] = consented.includes(channel) ? 'channel_suppressed' : 'channel_no_consent';
  }
  return reasons;
}

/** Why a campaign with messages on these channels begins no recovery of the cart; null: it does. */
export function whyNotStarted({ reach, startsNot }: Abandoned, wanted: readonly Channel[]): ReasonCode | null {
  if (startsNot) return startsNot;
  const reached = reachOf({ campaign: { activatedAt: 0, channels: wanted }, reach });
  return reached === 'reachable' ? null : reached;
}
