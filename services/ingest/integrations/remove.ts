import { and, eq, sql } from 'drizzle-orm';
import { integrations, privacyRequests } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { findIntegration } from './find.ts';

/**
 * Forgets an integration and what it delivered; carts and orders stay. Open privacy requests have to be done first. Its
 * schedule ends itself when it next finds nothing to look at.
 */
export async function removeIntegration(
  database: Pick<Database, 'app'>,
  { storeId, integrationId }: { readonly storeId: string; readonly integrationId: string },
): Promise<void> {
  await withStore(database, storeId, async (tx) => {
    await findIntegration(tx, { storeId, integrationId, forUpdate: true });
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
  });
}
