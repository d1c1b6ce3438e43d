import { and, asc, eq, lte } from 'drizzle-orm';
import type { Logger } from 'pino';
import { inboundMailOf } from '../../../channels/email/inbound-mail.ts';
import type { DeliveryReport, DeliveryReportKind } from '../../../channels/provider-callback.ts';
import type { CallbackOf } from '../../../channels/providers.ts';
import { providerCallbacks } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withPipeline } from '../../../db/postgres/tenancy.ts';
import { hourMs, minuteMs } from '../../../domain/duration.ts';
import { backoffMs } from '../../../runtime/backoff.ts';
import { mapBounded } from '../../../runtime/map-bounded.ts';
import { recordReport } from '../messages/record-report.ts';
import { hearInbound } from '../replies/hear-inbound.ts';
import { hearMail } from '../replies/hear-mail.ts';
import { inboundMailName } from './receive-mail.ts';

export interface ProcessCallbacksDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly callbackOf: CallbackOf;
  /** Who sends SMS for stores that picked nobody: an answer to it is to all of them. */
  readonly smsDefault: string;
  /** Whose mail comes to the installation; undefined: none does. */
  readonly inboundDomain?: string | undefined;
  readonly log: Pick<Logger, 'error'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface ProcessedCallback {
  readonly provider: string;
  /** `later`: its message is not known yet, or something failed; it is tried again. */
  readonly outcome: 'processed' | 'ignored' | 'given_up' | 'failed' | 'later';
  /** What was told for the first time. */
  readonly news: readonly DeliveryReportKind[];
}

type Row = typeof providerCallbacks.$inferSelect;

/** A report may come before its message is settled. After this time it is of a message that this engine did not send. */
export const reportPatienceMs = hourMs;
const backoff = { minMs: 1_000, maxMs: 5 * minuteMs };
/** Failures of our own after which a person has to look. */
const attemptsMax = 28;
/** Each holds a connection for one short transaction. */
const concurrencyMax = 4;

/**
 * Processes callbacks that are due, each in one transaction: a kill leaves all of its effects or none. Any number of
 * processes may do so.
 */
export async function processDueCallbacks(
  deps: ProcessCallbacksDeps,
  { limit }: { readonly limit: number },
): Promise<readonly ProcessedCallback[]> {
  const places = Array.from({ length: limit });
  let isEmpty = false;
  const processed = await mapBounded(places, { concurrencyMax }, async () => {
    const one = isEmpty ? null : await processNext(deps);
    isEmpty ||= one === null;
    return one;
  });
  return processed.filter((one) => one !== null);
}

async function processNext(deps: ProcessCallbacksDeps): Promise<ProcessedCallback | null> {
  const seen: { row?: Row } = {};
  try {
    return await withPipeline(deps.database, async (tx) => {
      seen.row = await takeNext(tx, deps.now());
      return seen.row ? process(tx, seen.row, deps) : null;
    });
  } catch (error) {
    const { row } = seen;
    if (!row) throw error;
    deps.log.error({ provider: row.provider, callbackId: row.id, err: error }, 'a provider’s callback failed');
    return withPipeline(deps.database, (tx) =>
      row.attempts + 1 < attemptsMax
        ? postpone(tx, row, deps.now())
        : settle(tx, row, { status: 'failed', reason: 'internal', now: deps.now() }),
    );
  }
}

async function takeNext(tx: Tx, now: number): Promise<Row | undefined> {
  const [row] = await tx
    .select()
    .from(providerCallbacks)
    .where(and(eq(providerCallbacks.status, 'received'), lte(providerCallbacks.dueAt, new Date(now))))
    .orderBy(asc(providerCallbacks.dueAt))
    .limit(1)
    .for('update', { skipLocked: true });
  return row;
}

async function process(
  tx: Tx,
  row: Row,
  { callbackOf, smsDefault, inboundDomain: domain, now: clock }: ProcessCallbacksDeps,
): Promise<ProcessedCallback> {
  const now = clock();
  const isLate = now >= row.receivedAt.getTime() + reportPatienceMs;
  if (row.provider === inboundMailName) {
    const mail = inboundMailOf(row.body);
    const heard = domain === undefined ? 0 : await hearMail(tx, { mail, domain, atMs: row.receivedAt.getTime() });
    return settle(tx, row, { status: heard > 0 ? 'processed' : 'ignored', now });
  }
  const callback = callbackOf(row.provider);
  if (!callback)
    return isLate ? settle(tx, row, { status: 'failed', reason: 'not_configured', now }) : postpone(tx, row, now);
  const { url, headers, body, receivedAt } = row;
  const request = { url, headers, body, receivedAtMs: receivedAt.getTime() };
  const inbound = callback.inbound?.(request);
  if (inbound) {
    const heard = await hearInbound(tx, { provider: row.provider, smsDefault, message: inbound });
    return settle(tx, row, { status: heard > 0 ? 'processed' : 'ignored', now });
  }
  const reports = callback.translate(request);
  if (reports.length === 0) return settle(tx, row, { status: 'ignored', now });
  const news: DeliveryReportKind[] = [];
  let unknown = 0;
  for (const report of inOneOrder(reports)) {
    const recorded = await recordReport(tx, { provider: row.provider, report });
    if (recorded === 'news') news.push(report.kind);
    if (recorded === 'unknown_message') unknown += 1;
  }
  if (unknown === 0) return settle(tx, row, { status: 'processed', now, news });
  return isLate
    ? settle(tx, row, { status: 'given_up', reason: 'unknown_message', now, news })
    : postpone(tx, row, now, news);
}

/** Two processes that lock the same messages lock them in the same order. */
function inOneOrder(reports: readonly DeliveryReport[]): readonly DeliveryReport[] {
  return reports.toSorted((a, b) =>
    a.providerMessageId < b.providerMessageId ? -1 : a.providerMessageId > b.providerMessageId ? 1 : 0,
  );
}

async function settle(
  tx: Tx,
  { id, provider, attempts }: Row,
  {
    status,
    reason = null,
    now,
    news = [],
  }: {
    readonly status: Exclude<Row['status'], 'received'>;
    readonly reason?: string | null;
    readonly now: number;
    readonly news?: readonly DeliveryReportKind[];
  },
): Promise<ProcessedCallback> {
  await tx
    .update(providerCallbacks)
    .set({ status, reason, attempts: attempts + 1, settledAt: new Date(now) })
    .where(and(eq(providerCallbacks.id, id), eq(providerCallbacks.status, 'received')));
  return { provider, outcome: status, news };
}

async function postpone(
  tx: Tx,
  { id, provider, attempts }: Row,
  now: number,
  news: readonly DeliveryReportKind[] = [],
): Promise<ProcessedCallback> {
  await tx
    .update(providerCallbacks)
    .set({ attempts: attempts + 1, dueAt: new Date(now + backoffMs(attempts + 1, backoff)) })
    .where(and(eq(providerCallbacks.id, id), eq(providerCallbacks.status, 'received')));
  return { provider, outcome: 'later', news };
}
