import { and, eq, inArray, lte, ne } from 'drizzle-orm';
import type { EmailMessage, Provider, SendResult } from '../../../channels/provider.ts';
import { consents, identities, optInRequests, stores, suppressions } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { hourMs } from '../../../domain/duration.ts';
import { attemptLeaseMs, providerTimeoutMs } from '../../../domain/send-attempt.ts';
import { backoffMs } from '../../../runtime/backoff.ts';
import { linkToken, linkTokenHash } from '../../state/links/link-token.ts';
import type { LinkSettings } from '../links/issue.ts';
import { senderOf } from '../messages/sender-of.ts';
import { confirmationMail } from './confirmation-mail.ts';

export interface SendOptInsDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly provider: Provider<EmailMessage>;
  readonly links: LinkSettings;
  /** `Name <address>` for stores that set none. */
  readonly defaultFrom: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told of each link that was sent. */
  readonly onSent?: ((token: string) => Promise<unknown>) | undefined;
}

export type OptInOutcome = 'sent' | 'not_sent' | 'later' | 'unknown';

type Row = typeof optInRequests.$inferSelect;

interface Claimed {
  readonly row: Row;
  readonly token: string;
  readonly message: EmailMessage;
}

/** With the pauses between them about an hour on average. */
const attemptsMax = 9;
const backoff = { minMs: 30_000, maxMs: hourMs };

/**
 * Sends the confirmation e-mails that are due, each at most once: a request is marked before its provider is called, an
 * attempt that broke off is repeated only under a key that the provider knows, and never without one.
 */
export async function sendDueOptIns(
  deps: SendOptInsDeps,
  { limit }: { readonly limit: number },
): Promise<readonly OptInOutcome[]> {
  const { claimed, settled } = await withEngine(deps.database, (tx) => claimDue(deps, tx, limit));
  const sent = await Promise.all(claimed.map((each) => deliver(deps, each)));
  return [...settled, ...sent];
}

async function claimDue(
  deps: SendOptInsDeps,
  tx: Tx,
  limit: number,
): Promise<{ claimed: readonly Claimed[]; settled: readonly OptInOutcome[] }> {
  const nowMs = deps.now();
  const due = await tx
    .select({ row: optInRequests, store: stores })
    .from(optInRequests)
    .innerJoin(stores, eq(stores.id, optInRequests.storeId))
    .where(and(inArray(optInRequests.status, ['waiting', 'sending']), lte(optInRequests.dueAt, new Date(nowMs))))
    .orderBy(optInRequests.dueAt)
    .limit(limit)
    .for('update', { of: optInRequests, skipLocked: true });
  const claimed: Claimed[] = [];
  const settled: OptInOutcome[] = [];
  for (const { row, store } of due) {
    const against = await whyNot(deps, tx, row, nowMs);
    if (against) {
      await settle(tx, row, { ...against, settledAt: new Date(nowMs) });
      settled.push(against.status);
      continue;
    }
    const token = linkToken(deps.links.secret, { kind: 'opt_in', storeId: row.storeId, messageId: row.id });
    await settle(tx, row, {
      status: 'sending',
      attempts: row.attempts + 1,
      claimedAt: row.claimedAt ?? new Date(nowMs),
      dueAt: new Date(nowMs + attemptLeaseMs),
      tokenHash: linkTokenHash(token),
    });
    const message = confirmationMail({
      to: row.email,
      from: senderOf(store, deps.defaultFrom),
      storeName: store.name,
      url: `${deps.links.publicUrl}/c/${token}`,
    });
    claimed.push({ row: { ...row, attempts: row.attempts + 1 }, token, message });
  }
  return { claimed, settled };
}

/** What speaks against sending, read again in the transaction that permits it. */
async function whyNot(
  { provider }: SendOptInsDeps,
  tx: Tx,
  row: Row,
  nowMs: number,
): Promise<{ status: 'not_sent' | 'unknown'; reason: string } | null> {
  if (row.status === 'sending' && !holdsKey(provider, row, nowMs))
    return { status: 'unknown', reason: 'outcome_unknown' };
  if (row.expiresAt.getTime() <= nowMs) return { status: 'not_sent', reason: 'expired' };
  const [suppressed] = await tx
    .select({ cause: suppressions.cause })
    .from(suppressions)
    .where(
      and(
        eq(suppressions.storeId, row.storeId),
        eq(suppressions.channel, 'email'),
        eq(suppressions.addressHash, row.addressHash),
      ),
    );
  if (suppressed) return { status: 'not_sent', reason: 'suppressed' };
  const [answered] = await tx
    .select({ status: consents.status })
    .from(identities)
    .innerJoin(consents, and(eq(consents.storeId, identities.storeId), eq(consents.customerId, identities.customerId)))
    .where(
      and(
        eq(identities.storeId, row.storeId),
        eq(identities.kind, 'email'),
        eq(identities.value, row.email),
        eq(consents.channel, 'email'),
        ne(consents.status, 'unasked'),
      ),
    );
  return answered ? { status: 'not_sent', reason: 'answered' } : null;
}

function holdsKey({ recovery }: Provider<EmailMessage>, { claimedAt }: Row, nowMs: number): boolean {
  if (recovery.kind !== 'idempotency_key' || claimedAt === null) return false;
  return nowMs < claimedAt.getTime() + recovery.windowMs - attemptLeaseMs;
}

async function deliver(deps: SendOptInsDeps, { row, token, message }: Claimed): Promise<OptInOutcome> {
  const result = await deps.provider.send(message, {
    storeId: row.storeId,
    idempotencyKey: row.id,
    signal: AbortSignal.timeout(providerTimeoutMs),
  });
  const now = new Date(deps.now());
  const { outcome, change } = changeAfter(deps, row, result, now);
  if (change)
    await withEngine(deps.database, async (tx) => {
      await settle(tx, row, change);
      if (result.kind === 'rejected' && result.suppress) await suppress(tx, row);
    });
  if (outcome === 'sent') await deps.onSent?.(token);
  return outcome;
}

type Change = Partial<typeof optInRequests.$inferInsert>;

function changeAfter(
  { provider }: SendOptInsDeps,
  { attempts }: Row,
  result: SendResult,
  now: Date,
): { readonly outcome: OptInOutcome; readonly change: Change | null } {
  if (result.kind === 'accepted') return { outcome: 'sent', change: { status: 'sent', settledAt: now } };
  if (result.kind === 'unknown') {
    // Left in `sending`: when this attempt is surely over, the same key is sent again.
    if (provider.recovery.kind === 'idempotency_key') return { outcome: 'later', change: null };
    return { outcome: 'unknown', change: { status: 'unknown', reason: result.cause, settledAt: now } };
  }
  if (result.class === 'permanent' || attempts >= attemptsMax)
    return { outcome: 'not_sent', change: { status: 'not_sent', reason: result.code, settledAt: now } };
  const pauseMs = Math.max(result.retryAfterMs ?? 0, backoffMs(attempts, backoff));
  return {
    outcome: 'later',
    change: { status: 'waiting', reason: result.code, dueAt: new Date(now.getTime() + pauseMs) },
  };
}

async function settle(tx: Tx, { storeId, id }: Row, change: Change): Promise<void> {
  // Who was quicker to confirm than the provider to answer stays confirmed.
  await tx
    .update(optInRequests)
    .set(change)
    .where(and(eq(optInRequests.storeId, storeId), eq(optInRequests.id, id), ne(optInRequests.status, 'confirmed')));
}

async function suppress(tx: Tx, { storeId, addressHash }: Row): Promise<void> {
  await tx
    .insert(suppressions)
    .values({ storeId, channel: 'email', addressHash, cause: 'invalid' })
    .onConflictDoNothing();
}
