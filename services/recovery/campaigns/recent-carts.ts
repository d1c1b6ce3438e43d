import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { dayMs, toWallMs } from '../../../domain/duration.ts';
import type { RehearsedCart } from '../../../domain/rehearse.ts';
import { type CartRow, snapshotOfRow } from './rehearsed-snapshot.ts';
import type { Store } from './store-row.ts';

/** Carts that rules are rehearsed on: so many at most, abandoned within so many milliseconds. */
export const rehearsedCartsMax = 1_000;
export const rehearsedMs = 7 * dayMs;

export interface RecentCarts {
  readonly carts: readonly RehearsedCart[];
  readonly currencies: readonly string[];
  /** There are more of them than were taken. */
  readonly truncated: boolean;
}

interface Row extends CartRow {
  readonly id: string;
  readonly customer_id: string | null;
  readonly orders_before: number;
  readonly probability: number | null;
}

/**
 * Carts that were abandoned lately and still are, newest first, each with what a recovery of it would decide on. What was
 * bought or emptied meanwhile does not show any more what was in it, and is left out.
 */
export async function readRecentCarts(tx: Tx, store: Store, nowMs: number): Promise<RecentCarts> {
  const sql = rawSql(tx);
  const since = new Date(nowMs - rehearsedMs).toISOString();
  const rows = await sql<Row[]>`
    with recent as materialized (
      select id, customer_id, stage, value_minor, currency, lines, lines_omitted, last_activity_at
      from carts
      where store_id = ${store.id} and updated_at >= ${since}::timestamptz and last_activity_at >= ${since}::timestamptz
        -- Idle for long enough: the sweep has judged it, and nothing has happened since.
        and abandon_at is null and status = 'open' and jsonb_array_length(lines) > 0
        and not exists (
          select from cart_quarantines q
          where q.store_id = carts.store_id and q.cart_id = carts.id and q.state = 'quarantined'
        )
      order by updated_at desc
      limit ${rehearsedCartsMax + 1}
    )
    select recent.id, recent.customer_id, recent.stage, recent.value_minor::float8 as value_minor, recent.currency, recent.lines,
      recent.lines_omitted, (extract(epoch from recent.last_activity_at) * 1000)::float8 as last_activity_at,
      person.time_zone, person.last_order_at is not null as returning, reach.channels as reach, known.probability,
      bought.orders::int as orders_before
    from recent
    left join customers person on person.store_id = ${store.id} and person.id = recent.customer_id
    left join lateral (
      select array_agg(channel) as channels from customer_reach(${store.id}, recent.customer_id)
      where basis is not null and address is not null
    ) reach on recent.customer_id is not null
    cross join lateral (
      select count(*) as orders from orders o
      where o.store_id = ${store.id} and o.customer_id = recent.customer_id and o.status = 'placed'
        and o.arrived_at <= recent.last_activity_at
    ) bought
    left join lateral (
      select r.probability from recoveries r
      where r.store_id = ${store.id} and r.cart_id = recent.id and r.probability is not null
      order by r.created_at desc limit 1
    ) known on true`;
  const taken = rows.slice(0, rehearsedCartsMax);
  return {
    carts: taken.map((row) => rehearsedCart(row, store)),
    currencies: [...new Set(taken.flatMap(({ currency }) => currency ?? []))],
    truncated: rows.length > rehearsedCartsMax,
  };
}

function rehearsedCart(row: Row, store: Store): RehearsedCart {
  const snapshot = snapshotOfRow(row, row.orders_before, store);
  return {
    ...{ cartId: row.id, customerId: row.customer_id ?? row.id, snapshot },
    abandonedAt: row.last_activity_at + toWallMs(snapshot.idleMs, store.timeScale),
    prediction: row.probability === null ? { kind: 'unavailable' } : { kind: 'known', probability: row.probability },
  };
}
