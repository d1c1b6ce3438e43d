import { and, eq } from 'drizzle-orm';
import { webhookDeliveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Delivery } from './delivery.ts';
import { summaryColumns } from './list.ts';

/** One delivery with its bytes as they came. */
export async function getDelivery(
  database: Pick<Database, 'app'>,
  { storeId, deliveryId }: { readonly storeId: string; readonly deliveryId: string },
): Promise<Delivery> {
  const [row] = await withStore(database, storeId, (tx) =>
    tx
      .select({ ...summaryColumns, headers: webhookDeliveries.headers, body: webhookDeliveries.body })
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.storeId, storeId), eq(webhookDeliveries.id, deliveryId))),
  );
  if (!row) throw unknownDelivery();
  return row;
}

export function unknownDelivery(): ServiceError {
  return new ServiceError('not_found', 'This store has no delivery with this id, or it is not kept any more.', {
    path: 'id',
  });
}
