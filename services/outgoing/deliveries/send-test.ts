import { endpointDeliveries } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import { wakeOnCommit } from '../../../db/postgres/wake-up.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { OutgoingEventType } from '../../../domain/outgoing/event-types.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type EndpointDeps, type EndpointKey, findEndpoint } from '../endpoints/endpoint.ts';
import { eventTypeSchema, outgoingEvents } from '../event-catalogue.ts';
import { type EndpointDelivery, toDelivery } from './list.ts';

/** Sends the example of an event to an endpoint, marked as a test, whether or not it wants that type. */
export async function sendTestEvent(
  { database, now }: Pick<EndpointDeps, 'database' | 'now'>,
  { actor, storeId, ...given }: EndpointKey & { readonly actor: Actor; readonly type: OutgoingEventType },
): Promise<EndpointDelivery> {
  requirePermission(actor, 'webhook-endpoints:write', storeId);
  const [endpointId, type] = [readInput(idSchema, given.endpointId), readInput(eventTypeSchema, given.type)];
  const at = new Date(now());
  return withStore(database, storeId, async (tx) => {
    const { status } = await findEndpoint(tx, { storeId, endpointId }, { forUpdate: true });
    if (status === 'off') throw new ServiceError('conflict', 'The endpoint is off: switch it on first.');
    const [row] = await tx
      .insert(endpointDeliveries)
      .values({
        ...{ storeId, id: uuidV7(), endpointId, eventId: uuidV7(), type, isTest: true },
        ...{ data: outgoingEvents[type].example, dueAt: at, createdAt: at },
      })
      .returning();
    if (!row) throw new Error('the test was not kept');
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'webhook-endpoints:write' },
      subject: { kind: 'webhook_endpoint', id: endpointId },
      change: { tested: { after: type } },
    });
    await wakeOnCommit(tx, 'outgoing');
    return toDelivery(row);
  });
}
