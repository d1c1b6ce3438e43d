import { apiKeys } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { KeyScope } from '../../../domain/key-scope.ts';
import { uuidV7 } from '../../shared/ids.ts';
import type { ListedKey } from './list.ts';
import { newKeySecret } from './secret.ts';

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
}

/** A key with its secret, which nobody can show again. */
export type CreatedKey = ListedKey & { readonly key: string };

export async function createApiKey(
  database: Pick<Database, 'app'>,
  input: NewKey & { readonly storeId: string },
): Promise<CreatedKey> {
  return withStore(database, input.storeId, (tx) => addApiKey(tx, input));
}

/** The same inside a transaction of the store. */
export async function addApiKey(
  tx: Tx,
  { storeId, name, scopes }: NewKey & { readonly storeId: string },
): Promise<CreatedKey> {
  const { key, keyHash, prefix } = newKeySecret();
  const row = { id: uuidV7(), storeId, name, prefix, keyHash, scopes: [...new Set(scopes)], createdAt: new Date() };
  await tx.insert(apiKeys).values(row);
  return { id: row.id, name, prefix, scopes: row.scopes, createdAt: row.createdAt, revokedAt: null, key };
}
