import { plain } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { CartLines } from '../../../domain/cart-lines.ts';
import type { KnownRefund } from '../../../domain/refunds.ts';
import type { OrderRow } from './order-row.ts';

interface StoredOrder {
  readonly store_id: string;
  readonly id: string;
  readonly external_id: string;
  readonly customer_id: string | null;
  readonly anonymous_id: string | null;
  readonly cart_id: string | null;
  readonly lines: CartLines | null;
  readonly total_minor: string | null;
  readonly refunded_minor: string;
  readonly refund_ids: readonly KnownRefund[];
  readonly currency: string | null;
  readonly incomplete: readonly string[];
  readonly placed_at: number | null;
  readonly placed_stated_at: number | null;
  readonly arrived_at: number | null;
  readonly pending_at: number | null;
  readonly failed_at: number | null;
  readonly paid_at: number | null;
  readonly cancelled_at: number | null;
  readonly refunded_at: number | null;
  readonly recovery_id: string | null;
  readonly touch_message_id: string | null;
}

/** Orders by id; only the pipeline writes them, under the lock of its partition. */
export async function readOrders(
  tx: Tx,
  keys: readonly { readonly storeId: string; readonly orderId: string }[],
): Promise<ReadonlyMap<string, OrderRow>> {
  const sql = rawSql(tx);
  const rows = await sql<StoredOrder[]>`
    select orders.store_id, orders.id, external_id, customer_id, anonymous_id, cart_id, lines, total_minor, refunded_minor, refund_ids, currency, incomplete,
      (extract(epoch from placed_at) * 1000)::float8 as placed_at, (extract(epoch from placed_stated_at) * 1000)::float8 as placed_stated_at,
      (extract(epoch from arrived_at) * 1000)::float8 as arrived_at,
      (extract(epoch from pending_at) * 1000)::float8 as pending_at, (extract(epoch from failed_at) * 1000)::float8 as failed_at,
      (extract(epoch from paid_at) * 1000)::float8 as paid_at,
      (extract(epoch from cancelled_at) * 1000)::float8 as cancelled_at, (extract(epoch from refunded_at) * 1000)::float8 as refunded_at, recovery_id, touch_message_id
    from unnest(${plain(keys.map(({ storeId }) => storeId))}::uuid[], ${plain(keys.map(({ orderId }) => orderId))}::uuid[]) as wanted (store_id, id)
    join orders on orders.store_id = wanted.store_id and orders.id = wanted.id`;
  return new Map(rows.map((row) => [row.id, orderRowOf(row)]));
}

function orderRowOf(row: StoredOrder): OrderRow {
  return {
    storeId: row.store_id,
    id: row.id,
    externalId: row.external_id,
    customerId: row.customer_id,
    anonymousId: row.anonymous_id,
    cartId: row.cart_id,
    lines: row.lines,
    totalMinor: row.total_minor === null ? null : Number(row.total_minor),
    refundedMinor: Number(row.refunded_minor),
    refundIds: row.refund_ids,
    currency: row.currency,
    incomplete: row.incomplete,
    placedAt: row.placed_at,
    placedStatedAt: row.placed_stated_at,
    arrivedAt: row.arrived_at,
    pendingAt: row.pending_at,
    failedAt: row.failed_at,
    paidAt: row.paid_at,
    cancelledAt: row.cancelled_at,
    refundedAt: row.refunded_at,
    recoveryId: row.recovery_id,
    touchMessageId: row.touch_message_id,
  };
}
