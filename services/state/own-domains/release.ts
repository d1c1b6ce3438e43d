import { and, eq } from 'drizzle-orm';
import { brandDomains } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { isOpen, released } from '../../../domain/brand/own-domain.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { claimIn, domainIn, type OwnDomain, rowOf } from './own-domain.ts';

/** Gives a name up. One that was the store's own rests: links in its messages lead there for some time. */
export async function releaseDomain(
  {
    database,
    onChange,
    now,
  }: { readonly database: Pick<Database, 'app'>; readonly onChange: () => Promise<void>; readonly now: () => number },
  { actor, storeId, id }: { readonly actor: Actor; readonly storeId: string; readonly id: string },
): Promise<OwnDomain> {
  requirePermission(actor, 'store:write', storeId);
  const gone = await withStore(database, storeId, async (tx) => {
    const isRow = and(eq(brandDomains.storeId, storeId), eq(brandDomains.id, id));
    const [row] = await tx.select().from(brandDomains).where(isRow).for('update');
    if (!row) throw new ServiceError('not_found', 'This store has claimed no name with this id.', { path: 'id' });
    if (!isOpen(row.state)) return domainIn(row);
    const [after] = await tx
      .update(brandDomains)
      .set({ ...rowOf(released(claimIn(row), now())), nextCheckAt: null })
      .where(isRow)
      .returning();
    if (!after) throw new Error('a name that was given up is not there');
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'store:write', subject: { kind: 'brand_domain', id } },
      change: { state: { before: row.state, after: after.state } },
    });
    return domainIn(after);
  });
  await onChange();
  return gone;
}
