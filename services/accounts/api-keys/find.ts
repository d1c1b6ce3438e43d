import { type Database, lookUp } from '../../../db/postgres/tenancy.ts';
import type { KeyScope } from '../../../domain/key-scope.ts';
import type { Role } from '../../../domain/permission.ts';

export interface FoundKey {
  readonly keyId: string;
  readonly storeId: string;
  readonly scopes: readonly KeyScope[];
  /** The person who made the key, and their role in the store now; null: no person made it. */
  readonly makerId: string | null;
  readonly makerRole: Role | null;
}

/** The key with this hash, unless it was revoked or its maker has left the store. Looked for over all stores, because the key says which one is meant. */
export async function findApiKey(database: Pick<Database, 'app'>, keyHash: string): Promise<FoundKey | null> {
  const [found] = await lookUp(database)<FoundKey[]>`
    select key_id as "keyId", store_id as "storeId", scopes, maker_id as "makerId", maker_role as "makerRole"
    from find_api_key(${keyHash})`;
  return found ?? null;
}
