import { type Database, lookUp } from '../../../db/postgres/tenancy.ts';
import type { KeyScope } from '../../../domain/key-scope.ts';

export interface FoundKey {
  readonly keyId: string;
  readonly storeId: string;
  readonly scopes: readonly KeyScope[];
}

/** The key with this hash, unless it was revoked. Looked for over all stores, because the key says which one is meant. */
export async function findApiKey(database: Pick<Database, 'app'>, keyHash: string): Promise<FoundKey | null> {
  const [found] = await lookUp(database)<FoundKey[]>`
    select key_id as "keyId", store_id as "storeId", scopes from find_api_key(${keyHash})`;
  return found ?? null;
}
