import type { z } from '@hono/zod-openapi';
import { and, eq } from 'drizzle-orm';
import { webhookEndpoints } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { checkWebhookUrl } from '../../analytics/scheduled-reports/webhook-target.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import {
  auditedFields,
  type EndpointDeps,
  type EndpointKey,
  type EndpointRow,
  endWaiting,
  findEndpoint,
  toEndpoint,
  type WebhookEndpoint,
} from './endpoint.ts';
import { endpointChangeInput } from './endpoint-input.ts';

export interface UpdateEndpoint extends EndpointKey {
  readonly actor: Actor;
  /** The revision that the writer saw; null: whatever it is. */
  readonly expectedRevision: number | null;
  readonly change: z.input<typeof endpointChangeInput>;
}

/** Changes what is given. Switched off, an endpoint ends what waits for it; switched on, it is told of what happens from then on. */
export async function updateEndpoint(
  { database, allowLoopback, now }: Omit<EndpointDeps, 'sealer'>,
  { actor, storeId, endpointId: given, expectedRevision, ...rest }: UpdateEndpoint,
): Promise<WebhookEndpoint> {
  requirePermission(actor, 'webhook-endpoints:write', storeId);
  const endpointId = readInput(idSchema, given);
  const change = readInput(endpointChangeInput, rest.change);
  if (change.url !== undefined) checkWebhookUrl(change.url, { allowLoopback, path: 'url' });
  const at = new Date(now());
  return withStore(database, storeId, async (tx) => {
    const before = await findEndpoint(tx, { storeId, endpointId }, { forUpdate: true });
    refuseRevision(before, expectedRevision);
    const [row] = await tx
      .update(webhookEndpoints)
      .set({
        ...change,
        ...turned(before, change.status, at),
        // Another address has not failed yet.
        ...(change.url !== undefined && change.url !== before.url && { failingSince: null }),
        ...{ revision: before.revision + 1, updatedAt: at },
      })
      .where(and(eq(webhookEndpoints.storeId, storeId), eq(webhookEndpoints.id, endpointId)))
      .returning();
    if (!row) throw new Error('the endpoint is locked and yet it is gone');
    if (row.status === 'off') await endWaiting(tx, { storeId, endpointId }, at.getTime());
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'webhook-endpoints:write' },
      subject: { kind: 'webhook_endpoint', id: endpointId },
      change: changeBetween<EndpointRow>(before, row, auditedFields),
    });
    return toEndpoint(row, at.getTime());
  });
}

function turned({ status }: EndpointRow, to: EndpointRow['status'] | undefined, at: Date): Partial<EndpointRow> {
  if (to === undefined || to === status) return {};
  return to === 'off' ? { offReason: 'by_person', offAt: at } : { offReason: null, offAt: null, failingSince: null };
}

function refuseRevision({ revision }: EndpointRow, expected: number | null): void {
  if (expected === null || expected === revision) return;
  throw new ServiceError(
    'version_conflict',
    `The endpoint was changed meanwhile: you saw revision ${expected}, and it is at ${revision}.`,
    { path: 'if-match', details: { current: { revision } } },
  );
}
