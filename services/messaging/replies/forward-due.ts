import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { EmailMessage, Provider, SendResult } from '../../../channels/provider.ts';
import { replies, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { ProviderPicks } from '../../../domain/channel.ts';
import { attemptLeaseMs, providerTimeoutMs } from '../../../domain/send-attempt.ts';
import { backoffMs } from '../../../runtime/backoff.ts';
import { senderOf } from '../messages/sender-of.ts';
import { forwardMail } from './forward-mail.ts';
import { replyLimits } from './limits.ts';

export interface ForwardRepliesDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly providers: {
    choose(channel: 'email', picks: ProviderPicks): Provider<EmailMessage> | undefined;
  };
  /** `Name <address>` for stores that set none. */
  readonly defaultFrom: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export type ForwardOutcome = 'sent' | 'not_sent' | 'later' | 'unknown';

type Row = typeof replies.$inferSelect;
type Change = Partial<typeof replies.$inferInsert>;

interface Claimed {
  readonly row: Row;
  readonly provider: Provider<EmailMessage>;
  readonly mail: EmailMessage;
}

/**
 * Forwards the replies that are due to the mailboxes of their stores. A reply is marked before the provider is called; an attempt
 * that broke off is repeated only where the provider knows its key, so a mailbox gets it once. Any number of processes may do so.
 */
export async function forwardDueReplies(
  deps: ForwardRepliesDeps,
  { limit }: { readonly limit: number },
): Promise<readonly ForwardOutcome[]> {
  const { claimed, settled } = await withEngine(deps.database, (tx) => claimDue(deps, tx, limit));
  const sent = await Promise.all(claimed.map((each) => deliver(deps, each)));
  return [...settled, ...sent];
}

async function claimDue(
  deps: ForwardRepliesDeps,
  tx: Tx,
  limit: number,
): Promise<{ readonly claimed: readonly Claimed[]; readonly settled: readonly ForwardOutcome[] }> {
  const nowMs = deps.now();
  const due = await tx
    .select({ row: replies, store: stores })
    .from(replies)
    .innerJoin(stores, eq(stores.id, replies.storeId))
    .where(and(inArray(replies.forwardState, ['waiting', 'sending']), lte(replies.forwardDueAt, new Date(nowMs))))
    .orderBy(replies.forwardDueAt)
    .limit(limit)
    .for('update', { of: replies, skipLocked: true });
  const claimed: Claimed[] = [];
  const settled: ForwardOutcome[] = [];
  const room = new Map<string, number>();
  for (const { row, store } of due) {
    const provider = deps.providers.choose('email', store.providers);
    if (row.forwardState === 'sending' && !knowsKey(provider, row)) {
      settled.push(await end(tx, row, { forwardState: 'unknown', forwardReason: 'outcome_unknown' }));
      continue;
    }
    if (!provider) {
      const forwardDueAt = new Date(nowMs + replyLimits.noProviderRetryMs);
      settled.push(await end(tx, row, { forwardReason: 'provider_not_configured', forwardDueAt }));
      continue;
    }
    const left = room.get(store.id) ?? (await roomToday(tx, store.id, nowMs));
    const refusal = store.replyMailbox === null ? 'no_mailbox' : left <= 0 ? 'daily_limit' : null;
    if (refusal !== null || store.replyMailbox === null) {
      settled.push(await end(tx, row, { forwardState: 'not_sent', forwardReason: refusal }));
      continue;
    }
    room.set(store.id, left - 1);
    const attempts = row.forwardAttempts + 1;
    await change(tx, row, {
      ...{ forwardState: 'sending', forwardAttempts: attempts, forwardProvider: provider.name },
      ...{ forwardDueAt: new Date(nowMs + attemptLeaseMs), forwardedAt: row.forwardedAt ?? new Date(nowMs) },
    });
    const from = senderOf(store, deps.defaultFrom);
    const mail = forwardMail({ to: store.replyMailbox, from, storeName: store.name, reply: row });
    claimed.push({ row: { ...row, forwardAttempts: attempts }, provider, mail });
  }
  return { claimed, settled };
}

/** Whether a repetition under the key of the reply would be sent once. */
function knowsKey(provider: Provider<EmailMessage> | undefined, { forwardProvider }: Row): boolean {
  return provider?.name === forwardProvider && provider?.recovery.kind === 'idempotency_key';
}

async function roomToday(tx: Tx, storeId: string, nowMs: number): Promise<number> {
  const [row] = await tx
    .select({ forwarded: sql<number>`count(*)::int` })
    .from(replies)
    .where(and(eq(replies.storeId, storeId), gt(replies.forwardedAt, new Date(nowMs - replyLimits.dayMs))));
  return replyLimits.forwardedPerStoreAndDayMax - (row?.forwarded ?? 0);
}

async function deliver(deps: ForwardRepliesDeps, { row, provider, mail }: Claimed): Promise<ForwardOutcome> {
  const result = await provider.send(mail, {
    ...{ storeId: row.storeId, idempotencyKey: row.id },
    signal: AbortSignal.timeout(providerTimeoutMs),
  });
  const after = changeAfter(provider, row, result, deps.now());
  return after === null ? 'later' : withEngine(deps.database, (tx) => end(tx, row, after));
}

/** Null: it stays `sending`, and the same key is sent again when this attempt is surely over. */
function changeAfter(
  { recovery }: Provider<EmailMessage>,
  { forwardAttempts }: Row,
  result: SendResult,
  nowMs: number,
): Change | null {
  if (result.kind === 'accepted') return { forwardState: 'sent', forwardReason: null };
  if (result.kind === 'unknown')
    return recovery.kind === 'idempotency_key' ? null : { forwardState: 'unknown', forwardReason: result.cause };
  if (result.class === 'permanent' || forwardAttempts >= replyLimits.forwardAttemptsMax)
    return { forwardState: 'not_sent', forwardReason: result.code };
  const pauseMs = Math.max(result.retryAfterMs ?? 0, backoffMs(forwardAttempts, replyLimits.forwardBackoff));
  return { forwardState: 'waiting', forwardReason: result.code, forwardDueAt: new Date(nowMs + pauseMs) };
}

async function end(tx: Tx, row: Row, made: Change): Promise<ForwardOutcome> {
  await change(tx, row, made);
  const { forwardState } = made;
  return forwardState === 'sent' || forwardState === 'not_sent' || forwardState === 'unknown' ? forwardState : 'later';
}

async function change(tx: Tx, { storeId, id }: Row, made: Change): Promise<void> {
  await tx
    .update(replies)
    .set(made)
    .where(and(eq(replies.storeId, storeId), eq(replies.id, id)));
}
