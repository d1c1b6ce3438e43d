import { and, eq } from 'drizzle-orm';
import { webhookEndpoints } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { type EndpointDeps, type EndpointKey, findEndpoint } from './endpoint.ts';

/** Forgets an endpoint with all its deliveries. An attempt that is under way may still arrive. */
export async function removeEndpoint(
  { database }: Pick<EndpointDeps, 'database'>,
  { actor, storeId, endpointId: given }: EndpointKey & { readonly actor: Actor },
): Promise<void> {
  requirePermission(actor, 'webhook-endpoints:write', storeId);
  const endpointId = readInput(idSchema, given);
  await withStore(database, storeId, async (tx) => {
    const { description } = await findEndpoint(tx, { storeId, endpointId }, { forUpdate: true });
    await tx
      .delete(webhookEndpoints)
      .where(and(eq(webhookEndpoints.storeId, storeId), eq(webhookEndpoints.id, endpointId)));
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'webhook-endpoints:write' },
      subject: { kind: 'webhook_endpoint', id: endpointId },
      change: { description: { before: description, after: null } },
    });
  });
}
