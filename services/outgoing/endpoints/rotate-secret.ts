import { and, eq } from 'drizzle-orm';
import { webhookEndpoints } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { newSecret, openSecrets, sealSecrets } from '../../ingest/integrations/sealed-secrets.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { type EndpointDeps, type EndpointKey, findEndpoint } from './endpoint.ts';
import { endpointBounds } from './endpoint-input.ts';

export interface RotatedEndpointSecret {
  /** Shown this once. */
  readonly secret: string;
  readonly previousSecretUntil: Date;
}

/** Puts a new secret in place. For a day both sign every delivery, so that the receiver can change over without a gap. */
export async function rotateEndpointSecret(
  { database, sealer, now }: Omit<EndpointDeps, 'allowLoopback'>,
  { actor, storeId, endpointId: given }: EndpointKey & { readonly actor: Actor },
): Promise<RotatedEndpointSecret> {
  requirePermission(actor, 'webhook-endpoints:write', storeId);
  const endpointId = readInput(idSchema, given);
  const secret = newSecret('whsec');
  const at = new Date(now());
  const previousSecretUntil = new Date(at.getTime() + endpointBounds.secretOverlapMs);
  await withStore(database, storeId, async (tx) => {
    const row = await findEndpoint(tx, { storeId, endpointId }, { forUpdate: true });
    const [newest] = openSecrets(sealer, row);
    if (newest === undefined) throw new Error('an endpoint without a secret was kept');
    await tx
      .update(webhookEndpoints)
      .set({
        secrets: sealSecrets(sealer, row, [secret, newest]),
        ...{ previousSecretUntil, revision: row.revision + 1, updatedAt: at },
      })
      .where(and(eq(webhookEndpoints.storeId, storeId), eq(webhookEndpoints.id, endpointId)));
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'webhook-endpoints:write' },
      subject: { kind: 'webhook_endpoint', id: endpointId },
      change: { secrets: {}, previousSecretUntil: { after: previousSecretUntil.toISOString() } },
    });
  });
  return { secret, previousSecretUntil };
}
