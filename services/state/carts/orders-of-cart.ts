import { and, desc, eq, or } from 'drizzle-orm';
import { orders } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { SeenOrder } from './timeline-of-order.ts';

/** Of a very long history the newest. */
const ordersMax = 50;

interface CartOf {
  readonly storeId: string;
  readonly cartId: string;
  readonly customerId: string | null;
  readonly anonymousId: string | null;
}

/** Every order that was seen of a cart, its customer or its device, newest first. */
export async function ordersOfCart(
  tx: Tx,
  { storeId, cartId, customerId, anonymousId }: CartOf,
): Promise<readonly SeenOrder[]> {
  const rows = await tx
    .select({
      id: orders.id,
      externalId: orders.externalId,
      status: orders.status,
      cartId: orders.cartId,
      arrivedAt: orders.arrivedAt,
      createdAt: orders.createdAt,
      totalMinor: orders.totalMinor,
      refundedMinor: orders.refundedMinor,
      currency: orders.currency,
      recoveryId: orders.recoveryId,
      lines: orders.lines,
    })
    .from(orders)
    .where(
      and(
        eq(orders.storeId, storeId),
        or(
          eq(orders.cartId, cartId),
          customerId === null ? undefined : eq(orders.customerId, customerId),
          anonymousId === null ? undefined : eq(orders.anonymousId, anonymousId),
        ),
      ),
    )
    .orderBy(desc(orders.createdAt))
    .limit(ordersMax);
  return rows.map(({ cartId: of, ...order }) => ({ ...order, own: of === cartId }));
}
