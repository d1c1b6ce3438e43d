import type { z } from '@hono/zod-openapi';
import { count, eq } from 'drizzle-orm';
import { stores, webhookEndpoints } from '../../../db/postgres/schema/index.ts';
import { type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { checkWebhookUrl } from '../../analytics/scheduled-reports/webhook-target.ts';
import { newSecret, sealSecrets } from '../../ingest/integrations/sealed-secrets.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { auditedFields, type EndpointDeps, type EndpointRow, toEndpoint, type WebhookEndpoint } from './endpoint.ts';
import { endpointBounds, endpointInput } from './endpoint-input.ts';

export interface CreatedEndpoint {
  readonly endpoint: WebhookEndpoint;
  /** Shown this once. */
  readonly secret: string;
}

/** Makes an endpoint that is told of what happens from now on. */
export async function createEndpoint(
  { database, sealer, allowLoopback, now }: EndpointDeps,
  { actor, storeId, ...given }: z.input<typeof endpointInput> & { readonly actor: Actor; readonly storeId: string },
): Promise<CreatedEndpoint> {
  requirePermission(actor, 'webhook-endpoints:write', storeId);
  const input = readInput(endpointInput, given);
  checkWebhookUrl(input.url, { allowLoopback, path: 'url' });
  const place = { storeId, id: uuidV7() };
  const secret = newSecret('whsec');
  const at = new Date(now());
  const endpoint = await withStore(database, storeId, async (tx) => {
    await refuseTooMany(tx, storeId);
    const [row] = await tx
      .insert(webhookEndpoints)
      .values({ ...place, ...input, secrets: sealSecrets(sealer, place, [secret]), createdAt: at, updatedAt: at })
      .returning();
    if (!row) throw new Error('the endpoint was not kept');
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'webhook-endpoints:write' },
      subject: { kind: 'webhook_endpoint', id: row.id },
      change: changeBetween<EndpointRow>({}, row, auditedFields),
    });
    return toEndpoint(row, now());
  });
  return { endpoint, secret };
}

/** The row of the store is locked, so that two requests at once count each other. */
async function refuseTooMany(tx: Tx, storeId: string): Promise<void> {
  await tx.select({ id: stores.id }).from(stores).where(eq(stores.id, storeId)).for('no key update');
  const [found] = await tx.select({ n: count() }).from(webhookEndpoints).where(eq(webhookEndpoints.storeId, storeId));
  if ((found?.n ?? 0) >= endpointBounds.endpointsPerStoreMax)
    throw new ServiceError(
      'conflict',
      `A store has at most ${endpointBounds.endpointsPerStoreMax} webhook endpoints. Delete one first.`,
    );
}
