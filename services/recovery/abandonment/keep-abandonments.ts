import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { reachOf } from '../../../domain/abandonment.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import { uuidV7 } from '../../shared/ids.ts';
import type { DueCart } from './due-carts.ts';

/** A cart that nobody judged for this long, in wall milliseconds, is left anew when it is left again. */
const abandonmentGapMs = 30 * dayMs;
/** Who was no shopper, or had bought, abandoned nothing. */
const notAbandoned: ReadonlySet<ReasonCode | null> = new Set<ReasonCode>(['bot_suspected', 'purchased_before']);

export interface JudgedCart {
  readonly cart: DueCart;
  /** Why no recovery starts; null: one does. */
  readonly reason: ReasonCode | null;
}

/**
 * Keeps what was judged abandoned, as it is at the first judgement. A cart that is judged again before it was bought is
 * the same abandonment: it keeps its time and contents, and whether anybody could be written to. The carts are locked.
 */
export async function keepAbandonments(tx: Tx, judged: readonly JudgedCart[]): Promise<void> {
  const abandoned = judged.filter(({ reason }) => !notAbandoned.has(reason));
  if (abandoned.length === 0) return;
  const sql = rawSql(tx);
  await sql`
    insert into abandonments (store_id, id, cart_id, n, abandoned_at, value_minor, currency, products, stage, reach, reason)
    select judged.store_id, judged.id, judged.cart_id, coalesce(last.n, 0) + case when last.goes_on then 0 else 1 end,
      judged.at::timestamptz, carts.value_minor, carts.currency,
      judged.products::jsonb, carts.stage, judged.reach, judged.reason
    from unnest(
      ${abandoned.map(({ cart }) => cart.storeId)}::uuid[],
      ${abandoned.map(() => uuidV7())}::uuid[],
      ${abandoned.map(({ cart }) => cart.cartId)}::uuid[],
      ${abandoned.map(({ cart }) => new Date(cart.abandonAt).toISOString())}::text[],
      ${abandoned.map(({ cart }) => JSON.stringify(cart.products))}::text[],
      ${abandoned.map(({ cart }) => reachOf(cart.facts))}::text[],
      ${abandoned.map(({ reason }) => reason)}::text[]
    ) as judged (store_id, id, cart_id, at, products, reach, reason)
    join carts on carts.store_id = judged.store_id and carts.id = judged.cart_id
    left join lateral (
      select a.n, a.judged_at > now() - make_interval(secs => ${abandonmentGapMs / 1_000}::float8)
        and not coalesce(carts.purchased_at > a.abandoned_at, false) as goes_on
      from abandonments a
      where a.store_id = judged.store_id and a.cart_id = judged.cart_id
      order by a.n desc limit 1
    ) last on true
    on conflict (store_id, cart_id, n) do update set
      reach = case when abandonments.reach = 'reachable' then 'reachable' else excluded.reach end,
      reason = case when abandonments.reason is null then null else excluded.reason end,
      judged_at = now()`;
}
