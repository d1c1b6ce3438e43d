import type { z } from '@hono/zod-openapi';
import { count, eq } from 'drizzle-orm';
import { savedViews, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { viewsMax } from './list.ts';
import { checkQuery, nameTaken, type SavedView, savedViewInput, viewOf } from './saved-view.ts';

/** Keeps a question by a name, for everybody who reads the figures of the store. */
export async function createSavedView(
  database: Pick<Database, 'app'>,
  { actor, storeId, ...given }: z.input<typeof savedViewInput> & { readonly actor: Actor; readonly storeId: string },
): Promise<SavedView> {
  requirePermission(actor, 'reports:write', storeId);
  const { name, query } = readInput(savedViewInput, given);
  checkQuery(query);
  return withStore(database, storeId, async (tx) => {
    await refuseTooMany(tx, storeId);
    const createdBy = actor.kind === 'user' ? actor.userId : null;
    const [row] = await tx
      .insert(savedViews)
      .values({ storeId, id: uuidV7(), name, query, createdBy })
      .onConflictDoNothing()
      .returning();
    if (!row) throw nameTaken();
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'reports:write' },
      subject: { kind: 'saved_view', id: row.id },
      change: { name: {}, metric: { before: null, after: query.metric } },
    });
    return viewOf(row);
  });
}

/** Under a lock of the store, so that two at once do not both find room for the last one. */
async function refuseTooMany(tx: Tx, storeId: string): Promise<void> {
  await tx.select({ id: stores.id }).from(stores).where(eq(stores.id, storeId)).for('update');
  const [kept] = await tx.select({ views: count() }).from(savedViews);
  if (kept && kept.views >= viewsMax)
    throw new ServiceError('conflict', `This store keeps ${viewsMax} views already. Delete one first.`);
}
