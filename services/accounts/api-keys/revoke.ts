import { and, eq, sql } from 'drizzle-orm';
import { apiKeys } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';

/** Ends a key for good; doing it again changes nothing. Processes that just saw the key trust it a few seconds longer. */
export async function revokeApiKey(
  database: Pick<Database, 'app'>,
  { storeId, keyId }: { readonly storeId: string; readonly keyId: string },
): Promise<void> {
  const revoked = await withStore(database, storeId, (tx) =>
    tx
      .update(apiKeys)
      .set({ revokedAt: sql`coalesce(revoked_at, now())` })
      .where(and(eq(apiKeys.storeId, storeId), eq(apiKeys.id, keyId)))
      .returning({ id: apiKeys.id }),
  );
  if (revoked.length === 0) throw new ServiceError('not_found', 'This store has no key with this id.', { path: 'id' });
}
