import { eq, sql } from 'drizzle-orm';
import { snippets } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { ensureSnippet, snippetColumns } from './get.ts';
import type { Snippet } from './settings.ts';

/** Gives the store another publishable key; pages with the old one are told to stop. */
export async function rotatePublishableKey(
  database: Pick<Database, 'app'>,
  { actor, storeId }: { readonly actor: Actor; readonly storeId: string },
): Promise<Snippet> {
  requirePermission(actor, 'snippet:write', storeId);
  return withStore(database, storeId, async (tx) => {
    await ensureSnippet(tx, storeId);
    const [rotated] = await tx
      .update(snippets)
      .set({ publishableKey: sql`default`, updatedAt: new Date() })
      .where(eq(snippets.storeId, storeId))
      .returning(snippetColumns);
    if (!rotated) throw new ServiceError('not_found', 'There is no such store.');
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'snippet:write' },
      subject: { kind: 'snippet', id: storeId },
      change: { publishableKey: {} },
    });
    return rotated;
  });
}
