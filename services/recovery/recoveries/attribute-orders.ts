import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { OrderChanges } from '../../state/orders/apply-order-events.ts';
import type { OrderRow } from '../../state/orders/order-row.ts';
import type { OpenRecovery } from './find-open.ts';

/** An order this long after a message is counted to the recovery that sent it. */
export const attributionWindowMs = 7 * dayMs;
/** How far a shop's clock may be behind ours: what it dates earlier than that before a touch was bought without it. */
const clockToleranceMs = dayMs;

/**
 * Notes with each order the recovery that it belongs to: the open one of its cart or customer, or the last that wrote to the
 * customer; and the newest message to the customer, whichever recovery sent it. Two credits beside each other. An order of long
 * before either, as an import of old orders brings them, gets neither. Once given, each stays: a shop that tells an order again, or
 * places it again, must not rewrite what was shown.
 */
export async function attributeOrders(
  tx: Tx,
  { orders, placed }: OrderChanges,
  open: readonly OpenRecovery[],
): Promise<readonly OrderRow[]> {
  if (placed.length === 0) return orders;
  const earlier = await lastWrittenTo(tx, placed);
  const fresh = new Set(placed.map(({ id }) => id));
  return orders.map((order) => {
    if (!fresh.has(order.id)) return order;
    const since = open.filter(
      ({ storeId, lastActivityAt }) => storeId === order.storeId && isAfter(order, lastActivityAt),
    );
    const own = since.find(({ cartId }) => cartId === order.cartId);
    const persons = since.find(({ customerId }) => customerId === order.customerId);
    const last = earlier.get(order.id);
    return {
      ...order,
      recoveryId: order.recoveryId ?? own?.id ?? persons?.id ?? last?.recoveryId ?? null,
      touchMessageId: order.touchMessageId ?? last?.messageId ?? null,
    };
  });
}

/** By the shop's date of the order, where it told one. */
function isAfter({ placedAt }: OrderRow, touchedAt: number): boolean {
  return placedAt === null || placedAt >= touchedAt - clockToleranceMs;
}

interface LastMessage {
  readonly recoveryId: string;
  readonly messageId: string;
}

async function lastWrittenTo(tx: Tx, placed: readonly OrderRow[]): Promise<ReadonlyMap<string, LastMessage>> {
  const sql = rawSql(tx);
  const rows = await sql<{ order_id: string; recovery_id: string; message_id: string }[]>`
    select placed.id as order_id, written.recovery_id, written.message_id
    from unnest(${placed.map(({ storeId }) => storeId)}::uuid[], ${placed.map(({ id }) => id)}::uuid[], ${placed.map(({ customerId }) => customerId)}::uuid[], ${placed.map(({ arrivedAt }) => arrivedAt)}::float8[], ${placed.map(({ placedAt, arrivedAt }) => (placedAt === null ? arrivedAt : placedAt + clockToleranceMs))}::float8[])
      as placed (store_id, id, customer_id, at, placed_by)
    cross join lateral (
      select recovery_id, id as message_id from messages
      where messages.store_id = placed.store_id and messages.customer_id = placed.customer_id and messages.state = 'accepted'
        and messages.claimed_at between to_timestamp((placed.at - ${attributionWindowMs}) / 1000) and to_timestamp(least(placed.at, placed.placed_by) / 1000)
      order by claimed_at desc limit 1
    ) written`;
  return new Map(
    rows.map(({ order_id, recovery_id, message_id }) => [order_id, { recoveryId: recovery_id, messageId: message_id }]),
  );
}
