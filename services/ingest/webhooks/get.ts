import { and, eq } from 'drizzle-orm';
import { webhookDeliveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { maskJsonText } from '../../shared/mask-json.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Delivery } from './delivery.ts';
import { summaryColumns } from './list.ts';

/** One delivery with its bytes: as they came where `unmasked` was asked for, else without what says who somebody is. */
export async function getDelivery(
  database: Pick<Database, 'app'>,
  {
    storeId,
    deliveryId,
    unmasked,
  }: { readonly storeId: string; readonly deliveryId: string; readonly unmasked: boolean },
): Promise<Delivery & { readonly masked: boolean }> {
  const [row] = await withStore(database, storeId, (tx) =>
    tx
      .select({ ...summaryColumns, headers: webhookDeliveries.headers, body: webhookDeliveries.body })
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.storeId, storeId), eq(webhookDeliveries.id, deliveryId))),
  );
  if (!row) throw unknownDelivery();
  return { ...row, body: unmasked ? row.body : maskedBytes(row.body), masked: !unmasked };
}

function maskedBytes(body: Uint8Array): Uint8Array {
  return new TextEncoder().encode(maskJsonText(new TextDecoder().decode(body)) ?? '');
}

export function unknownDelivery(): ServiceError {
  return new ServiceError('not_found', 'This store has no delivery with this id, or it is not kept any more.', {
    path: 'id',
  });
}
