import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { type OrderRow, statusOfOrder } from './order-row.ts';

/** Writes orders as they are now. */
export async function saveOrders(tx: Tx, rows: readonly OrderRow[]): Promise<void> {
  if (rows.length === 0) return;
  const sql = rawSql(tx);
  await sql`
    insert into orders (store_id, id, external_id, customer_id, anonymous_id, cart_id, lines, total_minor, refunded_minor, refund_ids, currency,
      incomplete, status, placed_at, placed_stated_at, arrived_at, pending_at, failed_at, paid_at, cancelled_at, refunded_at, recovery_id, touch_message_id)
    select store_id, id, external_id, customer_id, anonymous_id, cart_id, lines::jsonb, total_minor, refunded_minor, refund_ids::jsonb, currency,
      incomplete::jsonb, status, to_timestamp(placed_at / 1000), to_timestamp(placed_stated_at / 1000), to_timestamp(arrived_at / 1000), to_timestamp(pending_at / 1000), to_timestamp(failed_at / 1000), to_timestamp(paid_at / 1000), to_timestamp(cancelled_at / 1000), to_timestamp(refunded_at / 1000), recovery_id, touch_message_id
    from unnest(
      ${rows.map((row) => row.storeId)}::uuid[],
      ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.externalId)}::text[],
      ${rows.map((row) => row.customerId)}::uuid[],
      ${rows.map((row) => row.anonymousId)}::text[],
      ${rows.map((row) => row.cartId)}::uuid[],
      ${rows.map((row) => row.lines && JSON.stringify(row.lines))}::text[],
      ${rows.map((row) => row.totalMinor)}::bigint[],
      ${rows.map((row) => row.refundedMinor)}::bigint[],
      ${rows.map((row) => JSON.stringify(row.refundIds))}::text[],
      ${rows.map((row) => row.currency)}::text[],
      ${rows.map((row) => JSON.stringify(row.incomplete))}::text[],
      ${rows.map(statusOfOrder)}::text[],
      ${rows.map((row) => row.placedAt)}::float8[],
      ${rows.map((row) => row.placedStatedAt)}::float8[],
      ${rows.map((row) => row.arrivedAt)}::float8[],
      ${rows.map((row) => row.pendingAt)}::float8[],
      ${rows.map((row) => row.failedAt)}::float8[],
      ${rows.map((row) => row.paidAt)}::float8[],
      ${rows.map((row) => row.cancelledAt)}::float8[],
      ${rows.map((row) => row.refundedAt)}::float8[],
      ${rows.map((row) => row.recoveryId)}::uuid[],
      ${rows.map((row) => row.touchMessageId)}::uuid[]
    ) as placed (store_id, id, external_id, customer_id, anonymous_id, cart_id, lines, total_minor, refunded_minor, refund_ids, currency,
      incomplete, status, placed_at, placed_stated_at, arrived_at, pending_at, failed_at, paid_at, cancelled_at, refunded_at, recovery_id, touch_message_id)
    on conflict (store_id, id) do update set
      customer_id = excluded.customer_id, anonymous_id = excluded.anonymous_id, cart_id = excluded.cart_id, lines = excluded.lines,
      total_minor = excluded.total_minor, refunded_minor = excluded.refunded_minor, refund_ids = excluded.refund_ids, currency = excluded.currency,
      incomplete = excluded.incomplete, status = excluded.status, placed_at = excluded.placed_at,
      placed_stated_at = excluded.placed_stated_at, arrived_at = excluded.arrived_at, pending_at = excluded.pending_at, failed_at = excluded.failed_at, paid_at = excluded.paid_at, cancelled_at = excluded.cancelled_at,
      refunded_at = excluded.refunded_at, recovery_id = excluded.recovery_id,
      touch_message_id = coalesce(orders.touch_message_id, excluded.touch_message_id)`;
}
