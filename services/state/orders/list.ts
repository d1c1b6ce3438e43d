import { and, desc, eq, sql } from 'drizzle-orm';
import { orders } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { OrderStatus } from '../../../domain/order-status.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';

export interface OrderSummary {
  readonly id: string;
  readonly externalId: string;
  /** What stands of it; null: only payments or refunds are known. */
  readonly status: OrderStatus | null;
  readonly customerId: string | null;
  readonly cartId: string | null;
  /** Null: the order took its whole cart, or its lines are not known. */
  readonly lineCount: number | null;
  readonly currency: string | null;
  readonly totalMinor: number | null;
  readonly refundedMinor: number;
  /** Details that were told and could not be used. */
  readonly incomplete: readonly string[];
  /** When we were told what stands of it. */
  readonly arrivedAt: Date | null;
  readonly placedAt: Date | null;
  readonly pendingAt: Date | null;
  readonly failedAt: Date | null;
  readonly paidAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly refundedAt: Date | null;
  /** The recovery that it is counted to. */
  readonly recoveryId: string | null;
  readonly createdAt: Date;
}

export interface ListOrders {
  readonly storeId: string;
  readonly status?: OrderStatus;
  readonly customerId?: string;
  readonly cartId?: string;
  /** The shop's own id. */
  readonly externalId?: string;
  readonly limit: number;
  readonly after: TimePosition | null;
}

/** The columns of a summary. */
export const orderSummary = {
  id: orders.id,
  externalId: orders.externalId,
  status: orders.status,
  customerId: orders.customerId,
  cartId: orders.cartId,
  lineCount: sql<number | null>`jsonb_array_length(${orders.lines})`.as('line_count'),
  currency: orders.currency,
  totalMinor: orders.totalMinor,
  refundedMinor: orders.refundedMinor,
  incomplete: orders.incomplete,
  arrivedAt: orders.arrivedAt,
  placedAt: orders.placedAt,
  pendingAt: orders.pendingAt,
  failedAt: orders.failedAt,
  paidAt: orders.paidAt,
  cancelledAt: orders.cancelledAt,
  refundedAt: orders.refundedAt,
  recoveryId: orders.recoveryId,
  createdAt: orders.createdAt,
};

/** A store's orders, those that were heard of last first. */
export async function listOrders(
  database: Pick<Database, 'app'>,
  { storeId, status, customerId, cartId, externalId, limit, after }: ListOrders,
): Promise<Page<OrderSummary, TimePosition>> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select(orderSummary)
      .from(orders)
      .where(
        and(
          eq(orders.storeId, storeId),
          status && eq(orders.status, status),
          customerId === undefined ? undefined : eq(orders.customerId, customerId),
          cartId === undefined ? undefined : eq(orders.cartId, cartId),
          externalId === undefined ? undefined : eq(orders.externalId, externalId),
          olderThan(orders.createdAt, orders.id, after),
        ),
      )
      .orderBy(desc(orders.createdAt), desc(orders.id))
      .limit(limit + 1),
  );
  return pageOf(
    rows,
    limit,
    (row) => row,
    ({ createdAt, id }) => ({ at: createdAt.getTime(), id }),
  );
}
