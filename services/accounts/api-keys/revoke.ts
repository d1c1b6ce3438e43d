import { and, eq } from 'drizzle-orm';
import { apiKeys } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';

export interface RevokeApiKey {
  readonly actor: Actor;
  readonly storeId: string;
  readonly keyId: string;
}

/** Ends a key for good; doing it again changes nothing. Processes that just saw the key trust it a few seconds longer. */
export async function revokeApiKey(
  database: Pick<Database, 'app'>,
  { actor, storeId, keyId: given }: RevokeApiKey,
): Promise<void> {
  requirePermission(actor, 'api-keys:write', storeId);
  const keyId = readInput(idSchema, given);
  const isKey = and(eq(apiKeys.storeId, storeId), eq(apiKeys.id, keyId));
  await withStore(database, storeId, async (tx) => {
    const [key] = await tx.select({ revokedAt: apiKeys.revokedAt }).from(apiKeys).where(isKey).for('update');
    if (!key) throw new ServiceError('not_found', 'This store has no key with this id.', { path: 'id' });
    if (key.revokedAt) return;
    await tx.update(apiKeys).set({ revokedAt: new Date() }).where(isKey);
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'api-keys:write' },
      subject: { kind: 'api_key', id: keyId },
      change: { revoked: { before: false, after: true } },
    });
  });
}
