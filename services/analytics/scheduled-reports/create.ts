import type { z } from '@hono/zod-openapi';
import { and, count, eq, ne } from 'drizzle-orm';
import { scheduledReports, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import type { Sealer } from '../../../runtime/sealer.ts';
import { newSecret } from '../../ingest/integrations/sealed-secrets.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { auditedFields, type ReportRow, refuseStrangers, type ScheduledReport, showReports } from './report.ts';
import { keptQueries, reportBounds, reportInput } from './report-input.ts';
import { checkWebhookUrl, sealWebhookSecret } from './webhook-target.ts';

/** What changing reports takes. */
export interface ReportDeps {
  readonly database: Pick<Database, 'app'>;
  readonly sealer: Sealer;
  /** Whether webhooks may lead to this machine: tests and trials only. */
  readonly allowLoopback: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The secret of a webhook is shown here and never again. */
export interface CreatedReport {
  readonly report: ScheduledReport;
  readonly secret: string | null;
}

/** Makes a report that goes out by itself from its next time on. The scheduler is told after the commit. */
export async function createReport(
  { database, sealer, allowLoopback, now }: ReportDeps,
  { actor, storeId, ...given }: z.input<typeof reportInput> & { readonly actor: Actor; readonly storeId: string },
): Promise<CreatedReport> {
  requirePermission(actor, 'reports:write', storeId);
  const { delivery, queries, ...input } = readInput(reportInput, given);
  if (delivery.kind === 'webhook') checkWebhookUrl(delivery.url, { allowLoopback });
  const nowMs = now();
  const id = uuidV7();
  const secret = delivery.kind === 'webhook' ? newSecret('whsec') : null;
  const values = {
    ...{ ...input, storeId, id, queries: keptQueries(queries) },
    recipientIds: delivery.kind === 'email' ? delivery.recipientIds : null,
    webhookUrl: delivery.kind === 'webhook' ? delivery.url : null,
    webhookSecret: secret && sealWebhookSecret(sealer, { storeId, id }, secret),
    ...{ createdAt: new Date(nowMs), updatedAt: new Date(nowMs), checkAt: new Date(nowMs) },
  };
  return withStore(database, storeId, async (tx) => {
    await refuseTooMany(tx, storeId);
    await refuseStrangers(tx, values.recipientIds ?? []);
    const rows = await tx.insert(scheduledReports).values(values).returning();
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'reports:write' },
      subject: { kind: 'scheduled_report', id },
      change: changeBetween<ReportRow>({}, rows[0] ?? {}, auditedFields),
    });
    const [report] = await showReports(tx, { storeId, rows, nowMs });
    if (!report) throw new Error('a report was inserted and yet there is none');
    return { report, secret };
  });
}

/** The row of the store is locked, so that two requests at once count each other. */
async function refuseTooMany(tx: Tx, storeId: string): Promise<void> {
  await tx.select({ id: stores.id }).from(stores).where(eq(stores.id, storeId)).for('update');
  const [found] = await tx
    .select({ count: count() })
    .from(scheduledReports)
    .where(and(eq(scheduledReports.storeId, storeId), ne(scheduledReports.status, 'deleted')));
  if (found && found.count >= reportBounds.reportsPerStoreMax)
    throw new ServiceError(
      'conflict',
      `A store has at most ${reportBounds.reportsPerStoreMax} scheduled reports. Delete one first.`,
    );
}
