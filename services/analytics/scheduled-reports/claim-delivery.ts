import { and, eq, isNull } from 'drizzle-orm';
import type { EmailMessage, Provider } from '../../../channels/provider.ts';
import {
  memberships,
  reportDeliveries,
  reportRuns,
  scheduledReports,
  users,
} from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import type { ReportContent } from '../../../domain/report-content.ts';
import { type AttemptRecovery, hasEnded, permitAttempt, type ReportDeliveryState } from '../../../domain/report-run.ts';
import { attemptLeaseMs } from '../../../domain/send-attempt.ts';
import type { Sealer } from '../../../runtime/sealer.ts';
import { RetryLaterError } from '../../shared/retry-later-error.ts';
import type { ReportRow } from './report.ts';
import { reportMail } from './report-mail.ts';
import { reportBody, webhookRecovery } from './report-webhook.ts';
import { openWebhookSecret } from './webhook-target.ts';

export interface ClaimDeps {
  readonly database: Database;
  /** Of the installation: reports are written to its people, not in the name of a store. */
  readonly providers: ReportProviders;
  readonly sealer: Sealer;
  /** `Name <address>`. */
  readonly from: string;
  /** Where people reach the dashboard, without a slash at its end. */
  readonly publicUrl: () => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface ReportProviders {
  choose(channel: 'email', picks: Readonly<Record<string, never>>): Provider<EmailMessage> | undefined;
  named(channel: 'email', name: string): Provider<EmailMessage> | undefined;
}

export interface DeliveryKey {
  readonly storeId: string;
  readonly deliveryId: string;
}

type DeliveryRow = typeof reportDeliveries.$inferSelect;

export type ReportTarget =
  | { readonly kind: 'email'; readonly provider: Provider<EmailMessage>; readonly message: EmailMessage }
  | { readonly kind: 'webhook'; readonly url: string; readonly secret: string; readonly body: string };

export type DeliveryClaim =
  | {
      readonly kind: 'claimed';
      readonly target: ReportTarget;
      readonly claimedAtMs: number;
      /** An earlier attempt may have been taken. */
      readonly inDoubt: boolean;
      readonly step: 'send' | 'look_up';
    }
  | { readonly kind: 'ended'; readonly state: ReportDeliveryState | 'gone' };

interface Found {
  readonly row: DeliveryRow;
  readonly run: typeof reportRuns.$inferSelect;
  readonly report: ReportRow;
}

/** An operator has to bring the provider back. */
const noProviderRetryMs = 10 * 60_000;
const gone = { kind: 'ended', state: 'gone' } as const;

/**
 * The permission to send a run to one recipient, committed before anything leaves. Throws `RetryLaterError` while an earlier
 * attempt may be running, or nobody can send it.
 */
export async function claimDelivery(deps: ClaimDeps, key: DeliveryKey): Promise<DeliveryClaim> {
  const reader = await findReader(deps, key);
  return withStore(deps.database, key.storeId, async (tx) => {
    const found = await lockDelivery(tx, key);
    if (!found?.run.content) return gone;
    const { row } = found;
    if (hasEnded(row.state)) return { kind: 'ended', state: row.state };
    const nowMs = deps.now();
    const end = async (state: 'rejected' | 'unknown', reason: string): Promise<DeliveryClaim> => {
      await tx
        .update(reportDeliveries)
        .set({ state, reason, settledAt: new Date(nowMs) })
        .where(isDelivery(key));
      return { kind: 'ended', state };
    };
    const target = targetOf(deps, found, { content: found.run.content, reader });
    if (target === null) return row.state === 'sending' ? end('unknown', 'outcome_unknown') : end('rejected', 'left');
    const progress = {
      state: row.state,
      claimedAtMs: row.claimedAt?.getTime() ?? null,
      attemptedAtMs: row.attemptedAt?.getTime() ?? null,
    };
    const permission = permitAttempt(progress, recoveryOf(target), { nowMs, leaseMs: attemptLeaseMs });
    switch (permission.kind) {
      case 'ended':
        return { kind: 'ended', state: row.state };
      case 'busy':
        throw new RetryLaterError('earlier_attempt_running', permission.forMs);
      case 'lost':
        return end('unknown', 'outcome_unknown');
      case 'send':
      case 'look_up': {
        const at = new Date(nowMs);
        const claimedAt = row.claimedAt ?? at;
        await tx
          .update(reportDeliveries)
          .set({
            ...{ state: 'sending', attemptedAt: at, claimedAt, attempts: row.attempts + 1 },
            provider: target.kind === 'email' ? target.provider.name : 'webhook',
          })
          .where(isDelivery(key));
        const inDoubt = row.state === 'sending';
        return { kind: 'claimed', target, claimedAtMs: claimedAt.getTime(), inDoubt, step: permission.kind };
      }
      default:
        return assertNever(permission);
    }
  });
}

export function isDelivery({ storeId, deliveryId }: DeliveryKey) {
  return and(eq(reportDeliveries.storeId, storeId), eq(reportDeliveries.id, deliveryId));
}

export function recoveryOf(target: ReportTarget): AttemptRecovery {
  return target.kind === 'email' ? target.provider.recovery : webhookRecovery;
}

async function lockDelivery(tx: Tx, key: DeliveryKey): Promise<Found | null> {
  const [found] = await tx
    .select({ row: reportDeliveries, run: reportRuns, report: scheduledReports })
    .from(reportDeliveries)
    .innerJoin(
      reportRuns,
      and(eq(reportRuns.storeId, reportDeliveries.storeId), eq(reportRuns.id, reportDeliveries.runId)),
    )
    .innerJoin(
      scheduledReports,
      and(eq(scheduledReports.storeId, reportRuns.storeId), eq(scheduledReports.id, reportRuns.reportId)),
    )
    .where(isDelivery(key))
    .for('update', { of: reportDeliveries });
  return found ?? null;
}

/** Null: there is nobody to send it to any more. */
function targetOf(
  { providers, sealer, from, publicUrl }: ClaimDeps,
  { row, run, report }: Found,
  { content, reader }: { readonly content: ReportContent; readonly reader: Reader | null },
): ReportTarget | null {
  const isTest = run.kind === 'test';
  if (report.status === 'deleted') return null;
  if (row.userId === null) {
    if (report.webhookUrl === null || report.webhookSecret === null) return null;
    const secret = openWebhookSecret(sealer, report, report.webhookSecret);
    const body = reportBody(content, { storeId: row.storeId, reportId: report.id, runId: run.id, isTest });
    return { kind: 'webhook', url: report.webhookUrl, secret, body };
  }
  if (reader === null) return null;
  const provider = row.provider === null ? providers.choose('email', {}) : providers.named('email', row.provider);
  if (!provider) throw new RetryLaterError('provider_not_configured', noProviderRetryMs);
  const message = reportMail(content, {
    ...{ to: reader.email, locale: reader.locale, from, isTest },
    ...{ storeId: row.storeId, publicUrl: publicUrl() },
  });
  return { kind: 'email', provider, message };
}

interface Reader {
  readonly email: string;
  readonly locale: string;
}

/** The person as they are now; nobody, once they left the store or the installation. */
async function findReader({ database }: Pick<ClaimDeps, 'database'>, key: DeliveryKey): Promise<Reader | null> {
  const [row] = await withStore(database, key.storeId, (tx) =>
    tx.select({ userId: reportDeliveries.userId }).from(reportDeliveries).where(isDelivery(key)),
  );
  const userId = row?.userId;
  if (!userId) return null;
  const [user] = await withEngine(database, (tx) =>
    tx
      .select({ email: users.email, locale: users.locale, admin: users.admin, member: memberships.userId })
      .from(users)
      .leftJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.storeId, key.storeId)))
      .where(and(eq(users.id, userId), isNull(users.deactivatedAt))),
  );
  return user && (user.admin || user.member !== null) ? user : null;
}
