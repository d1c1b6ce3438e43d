import { and, eq } from 'drizzle-orm';
import { orders } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { CartLines } from '../../../domain/cart-lines.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type OrderSummary, orderSummary } from './list.ts';

export interface OrderDetail extends OrderSummary {
  readonly lines: CartLines | null;
}

export async function getOrder(
  database: Pick<Database, 'app'>,
  { storeId, orderId }: { readonly storeId: string; readonly orderId: string },
): Promise<OrderDetail> {
  const [order] = await withStore(database, storeId, (tx) =>
    tx
      .select({ ...orderSummary, lines: orders.lines })
      .from(orders)
      .where(and(eq(orders.storeId, storeId), eq(orders.id, orderId))),
  );
  if (!order) throw new ServiceError('not_found', 'This store has no order with this id.', { path: 'id' });
  return order;
}
