import { and, eq } from 'drizzle-orm';
import { webhookDeliveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { wakeOnCommit } from '../../../db/postgres/wake-up.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { unknownDelivery } from './get.ts';

export interface ReplayDelivery {
  readonly actor: Actor;
  readonly storeId: string;
  readonly deliveryId: string;
}

/**
 * Works on a kept delivery once more, with the settings of today. Events that were taken in before are known by their
 * ids and count as duplicates, so this is always safe.
 */
export async function replayDelivery(
  { database, now }: { readonly database: Pick<Database, 'app'>; readonly now: () => number },
  { actor, storeId, deliveryId: given }: ReplayDelivery,
): Promise<void> {
  requirePermission(actor, 'webhooks:replay', storeId);
  const deliveryId = readInput(idSchema, given);
  const isDelivery = and(eq(webhookDeliveries.storeId, storeId), eq(webhookDeliveries.id, deliveryId));
  await withStore(database, storeId, async (tx) => {
    const status = webhookDeliveries.status;
    const [before] = await tx.select({ status }).from(webhookDeliveries).where(isDelivery).for('update');
    if (!before) throw unknownDelivery();
    await tx
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
      .where(isDelivery);
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'webhooks:replay' },
      subject: { kind: 'webhook_delivery', id: deliveryId },
      change: { status: { before: before.status, after: 'received' } },
    });
    await wakeOnCommit(tx, 'webhooks');
  });
}
