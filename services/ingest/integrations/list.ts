import { desc, eq } from 'drizzle-orm';
import { integrations } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type Integration, integrationBounds, toIntegration } from './integration.ts';

/** Every integration of a store, newest first. */
export async function listIntegrations(
  database: Pick<Database, 'app'>,
  { storeId }: { readonly storeId: string },
): Promise<readonly Integration[]> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(integrations)
      .where(eq(integrations.storeId, storeId))
      .orderBy(desc(integrations.createdAt), desc(integrations.id))
      .limit(integrationBounds.perStoreMax),
  );
  return rows.map(toIntegration);
}
