import { and, eq } from 'drizzle-orm';
import { scheduledReports } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import type { ReportDeps } from './create.ts';
import { findReport, type ReportKey } from './report.ts';

/** Ends a report: nothing of it is shown or sent from now on, and its row goes once the scheduler was told. */
export async function removeReport(
  { database, now }: Pick<ReportDeps, 'database' | 'now'>,
  { actor, storeId, reportId: given }: ReportKey & { readonly actor: Actor },
): Promise<void> {
  requirePermission(actor, 'reports:write', storeId);
  const reportId = readInput(idSchema, given);
  const at = new Date(now());
  await withStore(database, storeId, async (tx) => {
    const { name } = await findReport(tx, { storeId, reportId }, { forUpdate: true });
    await tx
      .update(scheduledReports)
      .set({ status: 'deleted', checkAt: at, updatedAt: at })
      .where(and(eq(scheduledReports.storeId, storeId), eq(scheduledReports.id, reportId)));
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'reports:write' },
      subject: { kind: 'scheduled_report', id: reportId },
      change: { name: { before: name, after: null } },
    });
  });
}
