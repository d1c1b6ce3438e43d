import { and, eq } from 'drizzle-orm';
import { savedViews } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { noSuchView } from './saved-view.ts';

/** Deletes a view for everybody. */
export async function removeSavedView(
  database: Pick<Database, 'app'>,
  { actor, storeId, viewId: given }: { readonly actor: Actor; readonly storeId: string; readonly viewId: string },
): Promise<void> {
  requirePermission(actor, 'reports:write', storeId);
  const viewId = readInput(idSchema, given);
  await withStore(database, storeId, async (tx) => {
    const removed = await tx
      .delete(savedViews)
      .where(and(eq(savedViews.storeId, storeId), eq(savedViews.id, viewId)))
      .returning({ id: savedViews.id });
    if (removed.length === 0) throw noSuchView();
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'reports:write' },
      subject: { kind: 'saved_view', id: viewId },
      change: { deleted: { before: false, after: true } },
    });
  });
}
