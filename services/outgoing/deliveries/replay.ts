import { and, eq } from 'drizzle-orm';
import { endpointDeliveries } from '../../../db/postgres/schema/index.ts';
import { rawSql, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { wakeOnCommit } from '../../../db/postgres/wake-up.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type EndpointDeps, type EndpointKey, findEndpoint } from '../endpoints/endpoint.ts';
import { attemptLimits } from './attempt.ts';
import { type EndpointDelivery, toDelivery } from './list.ts';

export const replayBounds = {
  /** Most deliveries of one request; what is left is asked for once more. */
  deliveriesMax: 1_000,
} as const;

type ReplayDeps = Pick<EndpointDeps, 'database' | 'now'>;

/**
 * Sends a delivery again, from the first attempt on, or the next attempt of one that waits for it, at once. It keeps its
 * `webhook-id`: a receiver that has it already knows it by that.
 */
export async function replayEndpointDelivery(
  { database, now }: ReplayDeps,
  {
    actor,
    storeId,
    deliveryId: given,
  }: { readonly actor: Actor; readonly storeId: string; readonly deliveryId: string },
): Promise<EndpointDelivery> {
  requirePermission(actor, 'webhook-endpoints:write', storeId);
  const deliveryId = readInput(idSchema, given);
  const at = new Date(now());
  const isDelivery = and(eq(endpointDeliveries.storeId, storeId), eq(endpointDeliveries.id, deliveryId));
  return withStore(database, storeId, async (tx) => {
    const [before] = await tx.select().from(endpointDeliveries).where(isDelivery).for('update');
    if (!before) throw new ServiceError('not_found', 'This store has no delivery with this id.', { path: 'id' });
    const { endpointId } = before;
    await refuseOff(tx, { storeId, endpointId });
    const underWayUntil = (before.attemptedAt?.getTime() ?? 0) + attemptLimits.leaseMs;
    if (before.state === 'waiting' && underWayUntil > at.getTime())
      throw new ServiceError('conflict', 'An attempt is under way: look again in half a minute.');
    const again = before.state === 'waiting' ? {} : { state: 'waiting' as const, attempts: 0, settledAt: null };
    const [row] = await tx
      .update(endpointDeliveries)
      .set({ ...again, dueAt: at })
      .where(isDelivery)
      .returning();
    if (!row) throw new Error('the delivery is locked and yet it is gone');
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'webhook-endpoints:write' },
      subject: { kind: 'webhook_endpoint', id: endpointId },
      change: { [`delivery ${deliveryId}`]: { before: before.state, after: 'waiting' } },
    });
    await wakeOnCommit(tx, 'outgoing');
    return toDelivery(row);
  });
}

/** Sends again what failed, or ended unsent, since a moment: the oldest first, a bounded number. Returns how many. */
export async function replayFailedDeliveries(
  { database, now }: ReplayDeps,
  { actor, storeId, since, ...given }: EndpointKey & { readonly actor: Actor; readonly since: Date },
): Promise<{ readonly replayed: number; readonly more: boolean }> {
  requirePermission(actor, 'webhook-endpoints:write', storeId);
  const endpointId = readInput(idSchema, given.endpointId);
  const { deliveriesMax } = replayBounds;
  return withStore(database, storeId, async (tx) => {
    await refuseOff(tx, { storeId, endpointId });
    const replayed = await rawSql(tx)`
      update endpoint_deliveries d
      set state = 'waiting', attempts = 0, settled_at = null, due_at = ${new Date(now()).toISOString()}::timestamptz
      from (
        select id from endpoint_deliveries
        where store_id = ${storeId} and endpoint_id = ${endpointId} and state in ('failed', 'ended')
          and created_at >= ${since.toISOString()}::timestamptz
        order by created_at, id limit ${deliveriesMax}::int
        for update
      ) failed
      where d.store_id = ${storeId} and d.id = failed.id`;
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'webhook-endpoints:write' },
      subject: { kind: 'webhook_endpoint', id: endpointId },
      change: { replayedSince: { after: since.toISOString() }, replayed: { after: replayed.count } },
    });
    await wakeOnCommit(tx, 'outgoing');
    return { replayed: replayed.count, more: replayed.count === deliveriesMax };
  });
}

/** One that is switched off at this moment is not told all the same: whoever takes the delivery looks again. */
async function refuseOff(tx: Tx, key: EndpointKey): Promise<void> {
  const { status } = await findEndpoint(tx, key);
  if (status === 'off') throw new ServiceError('conflict', 'The endpoint is off: switch it on first.');
}
