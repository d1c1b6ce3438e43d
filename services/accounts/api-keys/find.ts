import { and, eq, isNull } from 'drizzle-orm';
import { apiKeys } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { KeyScope } from '../../../domain/key-scope.ts';

export interface FoundKey {
  readonly keyId: string;
  readonly storeId: string;
  readonly scopes: readonly KeyScope[];
}

/** The key with this hash, unless it was revoked. Goes over all stores, because the key says which one is meant. */
export async function findApiKey(database: Pick<Database, 'engine'>, keyHash: string): Promise<FoundKey | null> {
  return withEngine(database, async (tx) => {
    const [found] = await tx
      .select({ keyId: apiKeys.id, storeId: apiKeys.storeId, scopes: apiKeys.scopes })
      .from(apiKeys)
      .where(and(eq(apiKeys.keyHash, keyHash), isNull(apiKeys.revokedAt)));
    return found ?? null;
  });
}
