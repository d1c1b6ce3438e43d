import { z } from '@hono/zod-openapi';
import { and, eq, ne, sql } from 'drizzle-orm';
import { savedViews } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { checkQuery, nameTaken, noSuchView, type SavedView, savedViewInput, viewOf } from './saved-view.ts';

export const savedViewChange = z.strictObject(savedViewInput.partial().shape).openapi('SavedViewChange');

/** Gives a view another name or another question. What is not named stays; where nothing changes, nothing is written. */
export async function updateSavedView(
  database: Pick<Database, 'app'>,
  {
    actor,
    storeId,
    viewId: given,
    ...change
  }: z.input<typeof savedViewChange> & { readonly actor: Actor; readonly storeId: string; readonly viewId: string },
): Promise<SavedView> {
  requirePermission(actor, 'reports:write', storeId);
  const viewId = readInput(idSchema, given);
  const { name, query } = readInput(savedViewChange, change);
  if (query) checkQuery(query);
  const isView = and(eq(savedViews.storeId, storeId), eq(savedViews.id, viewId));
  return withStore(database, storeId, async (tx) => {
    const [before] = await tx.select().from(savedViews).where(isView).for('update');
    if (!before) throw noSuchView();
    const known = viewOf(before);
    const renamed = name !== undefined && name !== before.name;
    const asked = query !== undefined && JSON.stringify(query) !== JSON.stringify(known.query);
    if (!renamed && !asked) return known;
    if (renamed) {
      const [other] = await tx
        .select({ id: savedViews.id })
        .from(savedViews)
        .where(and(ne(savedViews.id, viewId), eq(sql`lower(${savedViews.name})`, sql`lower(${name})`)));
      if (other) throw nameTaken();
    }
    const [row] = await tx
      .update(savedViews)
      .set({ ...(renamed && { name }), ...(asked && { query }), updatedAt: new Date() })
      .where(isView)
      .returning();
    if (!row) throw noSuchView();
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'reports:write' },
      subject: { kind: 'saved_view', id: viewId },
      change: {
        ...(renamed && { name: {} }),
        ...(asked && { metric: { before: known.query.metric, after: query.metric } }),
      },
    });
    return viewOf(row);
  });
}
