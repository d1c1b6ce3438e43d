import { and, eq, sql } from 'drizzle-orm';
import { integrations, privacyRequests } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { findIntegration } from './find.ts';

export interface RemoveIntegration {
  readonly actor: Actor;
  readonly storeId: string;
  readonly integrationId: string;
}

/**
 * Forgets an integration and what it delivered; carts and orders stay. Open privacy requests have to be done first. Its
 * schedule ends itself when it next finds nothing to look at.
 */
export async function removeIntegration(
  database: Pick<Database, 'app'>,
  { actor, storeId, integrationId: given }: RemoveIntegration,
): Promise<void> {
  requirePermission(actor, 'integrations:write', storeId);
  const integrationId = readInput(idSchema, given);
  await withStore(database, storeId, async (tx) => {
    const { platform } = await findIntegration(tx, { storeId, integrationId, forUpdate: true });
    const [open] = await tx
      .select({ one: sql`1` })
      .from(privacyRequests)
      .where(
        and(
          eq(privacyRequests.storeId, storeId),
          eq(privacyRequests.integrationId, integrationId),
          eq(privacyRequests.status, 'open'),
        ),
      )
      .limit(1);
    if (open) throw new ServiceError('conflict', 'It holds privacy requests that are not done yet.');
    await tx.delete(integrations).where(and(eq(integrations.storeId, storeId), eq(integrations.id, integrationId)));
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'integrations:write' },
      subject: { kind: 'integration', id: integrationId },
      change: { platform: { before: platform, after: null } },
    });
  });
}
