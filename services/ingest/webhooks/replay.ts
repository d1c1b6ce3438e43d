import { and, eq } from 'drizzle-orm';
import { webhookDeliveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { unknownDelivery } from './get.ts';

/**
 * Works on a kept delivery once more, with the settings of today. Events that were taken in before are known by their
 * ids and count as duplicates, so this is always safe.
 */
export async function replayDelivery(
  { database, now }: { readonly database: Pick<Database, 'app'>; readonly now: () => number },
  { storeId, deliveryId }: { readonly storeId: string; readonly deliveryId: string },
): Promise<void> {
  const replayed = await withStore(database, storeId, (tx) =>
    tx
      .update(webhookDeliveries)
      .set({
        status: 'received',
        reason: null,
        path: null,
        message: null,
        events: null,
        attempts: 0,
        settledAt: null,
        dueAt: new Date(now()),
      })
      .where(and(eq(webhookDeliveries.storeId, storeId), eq(webhookDeliveries.id, deliveryId)))
      .returning({ id: webhookDeliveries.id }),
  );
  if (replayed.length === 0) throw unknownDelivery();
}
