import { and, eq, inArray, lte, ne } from 'drizzle-orm';
import type { EmailMessage, Provider, SendResult } from '../../../channels/provider.ts';
import { consents, identities, optInRequests, stores, suppressions } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { ProviderPicks } from '../../../domain/channel.ts';
import { hourMs, minuteMs } from '../../../domain/duration.ts';
import { attemptLeaseMs, providerTimeoutMs } from '../../../domain/send-attempt.ts';
import { backoffMs } from '../../../runtime/backoff.ts';
import { shownBrandOf } from '../../state/brands/brands.ts';
import { type Flags, findSendingStop } from '../../state/flags/flags.ts';
import { keyOfMessage } from '../../state/links/link-key.ts';
import { linkToken, linkTokenHash } from '../../state/links/link-token.ts';
import { type LinkSettings, linkBase } from '../links/issue.ts';
import { mailboxOf, senderOf } from '../messages/sender-of.ts';
import { confirmationMail } from './confirmation-mail.ts';

export interface SendOptInsDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly providers: EmailProviders;
  /** What was switched off. */
  readonly flags: Pick<Flags, 'decideNow'>;
  readonly links: LinkSettings;
  /** `Name <address>` for stores that set none. */
  readonly defaultFrom: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told of each link that went to a provider that delivers nothing. */
  readonly onKept?: ((token: string) => Promise<unknown>) | undefined;
}

/** Who sends e-mail now, and who may have taken what was sent. */
interface EmailProviders {
  choose(channel: 'email', picks: ProviderPicks): Provider<EmailMessage> | undefined;
  named(channel: 'email', name: string): Provider<EmailMessage> | undefined;
}

export type OptInOutcome = 'sent' | 'not_sent' | 'later' | 'unknown';

type Row = typeof optInRequests.$inferSelect;

interface Claimed {
  readonly row: Row;
  readonly provider: Provider<EmailMessage>;
  readonly token: string;
  readonly message: EmailMessage;
}

/** With the pauses between them about an hour on average. */
const attemptsMax = 9;
const backoff = { minMs: 30_000, maxMs: hourMs };
/** An operator has to bring the provider back, or the store to pick another. */
const noProviderRetryMs = 10 * minuteMs;
const stoppedRetryMs = minuteMs;
const outcomeUnknown = { status: 'unknown', reason: 'outcome_unknown' } as const;

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
    const asked = providerFor(deps, row, store.providers, nowMs);
    const against = asked.kind === 'lost' ? outcomeUnknown : await whyNot(tx, row, nowMs);
    if (against) {
      await settle(tx, row, { ...against, settledAt: new Date(nowMs) });
      settled.push(against.status);
      continue;
    }
    if (asked.kind !== 'provider') {
      await settle(tx, row, { reason: 'provider_not_configured', dueAt: new Date(nowMs + noProviderRetryMs) });
      settled.push('later');
      continue;
    }
    const { provider } = asked;
    if (findSendingStop(deps.flags, { storeId: row.storeId, channel: 'email', provider: provider.name })) {
      await settle(tx, row, { dueAt: new Date(nowMs + stoppedRetryMs) });
      settled.push('later');
      continue;
    }
    const key = keyOfMessage(deps.links.secret, row.id);
    const token = linkToken(key, { kind: 'opt_in', storeId: row.storeId, messageId: row.id });
    await settle(tx, row, {
      status: 'sending',
      attempts: row.attempts + 1,
      provider: provider.name,
      claimedAt: row.provider === null ? new Date(nowMs) : row.claimedAt,
      dueAt: new Date(nowMs + attemptLeaseMs),
      tokenHash: linkTokenHash(token),
    });
    const message = confirmationMail({
      to: row.email,
      from: senderOf(store, mailboxOf(deps.defaultFrom, { brands: deps.links.brands, storeId: row.storeId })),
      storeName: store.name,
      url: `${linkBase(deps.links, row.storeId)}/c/${token}`,
      ...(deps.links.brands && { brand: shownBrandOf(deps.links.brands, deps.links.publicUrl, row.storeId) }),
    });
    claimed.push({ row: { ...row, attempts: row.attempts + 1 }, provider, token, message });
  }
  return { claimed, settled };
}

type Asked =
  | { readonly kind: 'provider'; readonly provider: Provider<EmailMessage> }
  /** The store's pick is not configured any more. */
  | { readonly kind: 'none' }
  /** The provider that may have taken it cannot be asked to send it under its key any more. */
  | { readonly kind: 'lost' };

/** The provider that may have it, as long as it knows the key; one that never had it is chosen afresh. */
function providerFor({ providers }: SendOptInsDeps, row: Row, picks: ProviderPicks, nowMs: number): Asked {
  if (row.provider !== null) {
    const provider = providers.named('email', row.provider);
    return provider && holdsKey(provider, row, nowMs) ? { kind: 'provider', provider } : { kind: 'lost' };
  }
  const provider = providers.choose('email', picks);
  return provider ? { kind: 'provider', provider } : { kind: 'none' };
}

/** What speaks against sending, read again in the transaction that permits it. */
async function whyNot(tx: Tx, row: Row, nowMs: number): Promise<{ status: 'not_sent'; reason: string } | null> {
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

async function deliver(deps: SendOptInsDeps, { row, provider, token, message }: Claimed): Promise<OptInOutcome> {
  const result = await provider.send(message, {
    storeId: row.storeId,
    idempotencyKey: row.id,
    signal: AbortSignal.timeout(providerTimeoutMs),
  });
  const now = new Date(deps.now());
  const { outcome, change } = changeAfter(provider, row, result, now);
  if (change)
    await withEngine(deps.database, async (tx) => {
      await settle(tx, row, change);
      if (result.kind === 'rejected' && result.suppress) await suppress(tx, row);
    });
  if (outcome === 'sent' && provider.delivers === false) await deps.onKept?.(token);
  return outcome;
}

type Change = Partial<typeof optInRequests.$inferInsert>;

function changeAfter(
  { recovery }: Provider<EmailMessage>,
  { attempts, provider: inDoubtAt }: Row,
  result: SendResult,
  now: Date,
): { readonly outcome: OptInOutcome; readonly change: Change | null } {
  if (result.kind === 'accepted') return { outcome: 'sent', change: { status: 'sent', settledAt: now } };
  if (result.kind === 'unknown') {
    // Left in `sending`: when this attempt is surely over, the same key is sent again.
    if (recovery.kind === 'idempotency_key') return { outcome: 'later', change: null };
    return { outcome: 'unknown', change: { status: 'unknown', reason: result.cause, settledAt: now } };
  }
  if (result.class === 'permanent' || attempts >= attemptsMax)
    return { outcome: 'not_sent', change: { status: 'not_sent', reason: result.code, settledAt: now } };
  const pauseMs = Math.max(result.retryAfterMs ?? 0, backoffMs(attempts, backoff));
  return {
    outcome: 'later',
    // Refused for now; an attempt before it may have been taken, and then only its provider may be asked again.
    change: {
      status: 'waiting',
      reason: result.code,
      provider: inDoubtAt,
      dueAt: new Date(now.getTime() + pauseMs),
    },
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
