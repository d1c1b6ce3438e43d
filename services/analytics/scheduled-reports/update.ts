import type { z } from '@hono/zod-openapi';
import { and, eq } from 'drizzle-orm';
import { scheduledReports } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { ReportDeps } from './create.ts';
import {
  auditedFields,
  findReport,
  type ReportKey,
  type ReportRow,
  refuseStrangers,
  type ScheduledReport,
  showReports,
} from './report.ts';
import { keptQueries, reportChangeInput } from './report-input.ts';
import { checkWebhookUrl } from './webhook-target.ts';

export interface UpdateReport extends ReportKey {
  readonly actor: Actor;
  /** The revision that the writer saw; null: whatever it is. */
  readonly expectedRevision: number | null;
  readonly change: z.input<typeof reportChangeInput>;
}

/** Changes what is given. A period that was reported stays reported, whatever the new time says. */
export async function updateReport(
  { database, allowLoopback, now }: Omit<ReportDeps, 'sealer'>,
  { actor, storeId, reportId: given, expectedRevision, ...rest }: UpdateReport,
): Promise<ScheduledReport> {
  requirePermission(actor, 'reports:write', storeId);
  const reportId = readInput(idSchema, given);
  const { delivery, queries, ...change } = readInput(reportChangeInput, rest.change);
  if (delivery?.kind === 'webhook') checkWebhookUrl(delivery.url, { allowLoopback });
  const nowMs = now();
  return withStore(database, storeId, async (tx) => {
    const before = await findReport(tx, { storeId, reportId }, { forUpdate: true });
    refuseRevision(before, expectedRevision);
    refuseOtherKind(before, delivery?.kind);
    if (delivery?.kind === 'email') {
      // Who left the store meanwhile may stay in the list: they get nothing, and the others can be changed all the same.
      const known = new Set(before.recipientIds);
      await refuseStrangers(
        tx,
        delivery.recipientIds.filter((id) => !known.has(id)),
      );
    }
    const rows = await tx
      .update(scheduledReports)
      .set({
        ...change,
        ...(queries !== undefined && { queries: keptQueries(queries) }),
        ...(delivery?.kind === 'email' && { recipientIds: delivery.recipientIds }),
        ...(delivery?.kind === 'webhook' && { webhookUrl: delivery.url }),
        ...{ revision: before.revision + 1, updatedAt: new Date(nowMs), checkAt: new Date(nowMs) },
      })
      .where(and(eq(scheduledReports.storeId, storeId), eq(scheduledReports.id, reportId)))
      .returning();
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'reports:write' },
      subject: { kind: 'scheduled_report', id: reportId },
      change: changeBetween<ReportRow>(before, rows[0] ?? {}, auditedFields),
    });
    const [report] = await showReports(tx, { storeId, rows, nowMs });
    if (!report) throw new Error('the report is locked and yet it is gone');
    return report;
  });
}

function refuseRevision({ revision }: ReportRow, expected: number | null): void {
  if (expected === null || expected === revision) return;
  throw new ServiceError(
    'version_conflict',
    `The report was changed meanwhile: you saw revision ${expected}, and it is at ${revision}.`,
    { path: 'if-match', details: { current: { revision } } },
  );
}

/** A webhook's secret is shown when it is made, so one is made anew. */
function refuseOtherKind({ recipientIds }: ReportRow, kind: 'email' | 'webhook' | undefined): void {
  const known = recipientIds === null ? 'webhook' : 'email';
  if (kind !== undefined && kind !== known)
    throw new ServiceError('invalid', `must stay ${known}: make another report for the other way`, {
      path: 'delivery.kind',
    });
}
