import { z } from '@hono/zod-openapi';
import { eq } from 'drizzle-orm';
import { apiKeys } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { exceedingPermission } from '../../../domain/grant.ts';
import { type KeyScope, keyScopes } from '../../../domain/key-scope.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { readInput, textSchema } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { ListedKey } from './list.ts';
import { newKeySecret } from './secret.ts';

export const scopesSchema = z.array(z.enum(keyScopes)).min(1).max(keyScopes.length).readonly();
export const newKeyInput = z.object({ name: textSchema(1, 100), scopes: scopesSchema });

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
}

/** A key with its secret, which nobody can show again. */
export type CreatedKey = ListedKey & { readonly key: string };

/** Gives the store another key. Throws `forbidden` for a key that may do more than its creator. */
export async function createApiKey(
  database: Pick<Database, 'app'>,
  { actor, storeId, ...given }: NewKey & { readonly actor: Actor; readonly storeId: string },
): Promise<CreatedKey> {
  requirePermission(actor, 'api-keys:write', storeId);
  const input = readInput(newKeyInput, given);
  refuseMoreThanOwn(actor, input.scopes);
  return withStore(database, storeId, async (tx) => {
    const created = await addApiKey(tx, { storeId, ...input, makerId: await makerOf(tx, actor) });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'api-keys:write' },
      subject: { kind: 'api_key', id: created.id },
      change: { name: {}, scopes: { before: null, after: created.scopes } },
    });
    return created;
  });
}

/** The same inside a transaction of the store. */
export async function addApiKey(
  tx: Tx,
  { storeId, name, scopes, makerId }: NewKey & { readonly storeId: string; readonly makerId: string | null },
): Promise<CreatedKey> {
  const { key, keyHash, prefix } = newKeySecret();
  const row = {
    ...{ id: uuidV7(), storeId, name, prefix, keyHash, makerId },
    ...{ scopes: [...new Set(scopes)], createdAt: new Date() },
  };
  await tx.insert(apiKeys).values(row);
  return { id: row.id, name, prefix, scopes: row.scopes, createdAt: row.createdAt, revokedAt: null, key };
}

/** The person behind a new key: of one that a key makes, who made that key. */
async function makerOf(tx: Tx, actor: Actor): Promise<string | null> {
  if (actor.kind === 'user') return actor.userId;
  if (actor.kind !== 'api_key') return null;
  const [key] = await tx.select({ makerId: apiKeys.makerId }).from(apiKeys).where(eq(apiKeys.id, actor.keyId));
  return key?.makerId ?? null;
}

function refuseMoreThanOwn(actor: Actor, scopes: readonly KeyScope[]): void {
  const exceeding = exceedingPermission(actor, { kind: 'scopes', scopes });
  if (exceeding)
    throw new ServiceError('forbidden', `The key would hold a permission that you lack: ${exceeding}.`, {
      path: 'scopes',
    });
}
