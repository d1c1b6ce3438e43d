import { desc } from 'drizzle-orm';
import { apiKeys } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { KeyScope } from '../../../domain/key-scope.ts';

/** A key as it may be shown: never its secret, never its hash. */
export interface ListedKey {
  readonly id: string;
  readonly name: string;
  /** First characters of the key. */
  readonly prefix: string;
  readonly scopes: readonly KeyScope[];
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

/** A store has few keys; more than this are not shown. */
const keysMax = 1_000;

/** Every key of a store, newest first, revoked ones too. */
export async function listApiKeys(
  database: Pick<Database, 'app'>,
  { storeId }: { readonly storeId: string },
): Promise<ListedKey[]> {
  return withStore(database, storeId, (tx) =>
    tx
      .select({
        id: apiKeys.id,
        name: apiKeys.name,
        prefix: apiKeys.prefix,
        scopes: apiKeys.scopes,
        createdAt: apiKeys.createdAt,
        revokedAt: apiKeys.revokedAt,
      })
      .from(apiKeys)
      .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
      .limit(keysMax),
  );
}
