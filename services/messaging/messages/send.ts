import type { OutgoingMessage, Provider, SendResult } from '../../../channels/provider.ts';
import type { Providers } from '../../../channels/providers.ts';
import type { Renderer } from '../../../channels/render/renderer.ts';
import { smsSegments } from '../../../channels/render/sms-segments.ts';
import { type Database, withoutStore, withStore } from '../../../db/postgres/tenancy.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { LostWindow } from '../../../domain/lost-window.ts';
import { richCarriers } from '../../../domain/phone/carrier.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import { attemptLeaseMs, providerTimeoutMs } from '../../../domain/send-attempt.ts';
import type { SenderFault } from '../../../domain/sender-account.ts';
import { addressHash } from '../../shared/address-hash.ts';
import { RetryLaterError } from '../../shared/retry-later-error.ts';
import { lockCustomer } from '../../state/customers/lock-customer.ts';
import { type Flags, findSendingStop } from '../../state/flags/flags.ts';
import { keyOfMessage } from '../../state/links/link-key.ts';
import { denyChannel } from '../../state/suppressions/deny-channel.ts';
import { suppressAddresses } from '../../state/suppressions/suppress-addresses.ts';
import type { AskCatalog } from '../catalog/ask-catalog.ts';
import { freshenCart } from '../catalog/freshen.ts';
import type { LinkSettings } from '../links/issue.ts';
import { carryOffer } from '../offers/carry.ts';
import type { OpenMinter } from '../offers/offer.ts';
import { listStop } from '../senders/mirror-listed.ts';
import { newsOf, noteSender } from '../senders/note.ts';
import type { HeldPlace, SendPlaces } from '../senders/places.ts';
import { claimMessage } from './claim.ts';
import type { Claim, ClaimMessage } from './claim-attempt.ts';
import type { ClaimedMessage } from './claimed-message.ts';
import { keepContent, readContent } from './message-content.ts';
import { passCarrier, stopTemplate } from './pass-on.ts';
import { type Settlement, settleMessage } from './settle.ts';

export interface SendDeps {
  readonly database: Pick<Database, 'app'>;
  readonly providers: Providers;
  readonly renderer: Pick<Renderer, 'render'>;
  /** What was switched off: looked at when a message is claimed, and again before it is handed over. */
  readonly flags: Pick<Flags, 'decideNow'>;
  readonly links: LinkSettings;
  /** How many messages an account may have under way here; absent: any number. */
  readonly places?: SendPlaces;
  /** What says whether goods can be bought; absent: no shop is asked, and carts stand as they were told. */
  readonly askCatalog?: AskCatalog;
  /** What makes the codes of offers; absent: messages carry none. */
  readonly openMinter?: OpenMinter;
  /** Times whose rows are gone with a restore; absent: there are none. */
  readonly lost?: readonly LostWindow[];
  /** `Name <address>` for stores that set none. */
  readonly defaultFrom: string;
  /** As of when all that was acknowledged for the store can be read, epoch milliseconds; null: not in time. */
  readonly consistentAsOf: (storeId: string, signal: AbortSignal) => Promise<number | null>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export type SendOutcome =
  | { readonly kind: 'sent' }
  /**
   * When the claim was refused, epoch milliseconds: `lastActivityAt`, since the cart may have been touched meanwhile, and
   * `notBefore`, until which it would be refused again.
   */
  | {
      readonly kind: 'not_sent';
      readonly reason: ReasonCode;
      readonly lastActivityAt?: number;
      readonly notBefore?: number;
    };

/** A broken-off attempt that its provider does not know of is claimed once more, and so is one for each carrier that refuses. */
const claimsMax = 2 + richCarriers.length;
const behindRetryMs = 1_000;
const quotaRetryMs = 1_000;
const stoppedRetryMs = 1_000;
/** An operator has to bring the provider back, or the store to pick another. */
const noProviderRetryMs = 10 * 60_000;

/**
 * Sends one message of a recovery: claim, render, provider, record. Safe to call again after any crash.
 * Throws `RetryLaterError` while the message may still be settled by a later call.
 */
export async function sendMessage(deps: SendDeps, wanted: ClaimMessage, signal: AbortSignal): Promise<SendOutcome> {
  const place = deps.places?.hold();
  try {
    return await sendInPlace(deps, wanted, { place, signal });
  } finally {
    place?.release();
  }
}

async function sendInPlace(
  deps: SendDeps,
  wanted: ClaimMessage,
  { place, signal }: { readonly place: HeldPlace | undefined; readonly signal: AbortSignal },
): Promise<SendOutcome> {
  for (let claims = 0; claims < claimsMax; claims++) {
    // A purchase that was acknowledged but not yet applied is known too.
    const consistentAsOfMs = await deps.consistentAsOf(wanted.storeId, signal);
    if (consistentAsOfMs === null) throw new RetryLaterError('events_not_applied', behindRetryMs);
    const { providers, flags, links, defaultFrom, lost } = deps;
    const options = {
      providers,
      flags,
      links,
      defaultFrom,
      lost,
      consistentAsOfMs,
      ...(place && { place }),
      nowMs: deps.now(),
    };
    const claim: Claim = await claimMessage(deps.database, wanted, options);
    switch (claim.kind) {
      case 'blocked': {
        const { reason, lastActivityAt, notBefore } = claim;
        return { kind: 'not_sent', reason, lastActivityAt, notBefore };
      }
      case 'settled':
        return claim.result;
      case 'order_unclear':
        throw new RetryLaterError('order_unclear', claim.retryAfterMs);
      case 'busy':
        throw new RetryLaterError('earlier_attempt_running', claim.retryAfterMs);
      case 'sender_waits':
        throw new RetryLaterError('sender_waits', claim.retryAfterMs);
      case 'sending_stopped':
        throw new RetryLaterError('sending_stopped', claim.retryAfterMs);
      case 'no_provider':
        throw new RetryLaterError('provider_not_configured', noProviderRetryMs);
      case 'claimed': {
        const outcome = await deliver(deps, claim.message, wanted, signal);
        if (outcome) return outcome;
        break;
      }
      case 'in_doubt': {
        const found = await lookUp(deps, claim.message, wanted, signal);
        if (found) return found;
        break;
      }
      default:
        assertNever(claim);
    }
  }
  throw new RetryLaterError('still_in_doubt', attemptLeaseMs);
}

/** The shop is asked before a code is made: what is sold out needs none. Null: nothing of the cart can be bought. */
async function withFreshCart(
  { database, askCatalog }: SendDeps,
  message: ClaimedMessage,
  signal: AbortSignal,
): Promise<ClaimedMessage | null> {
  if (!askCatalog) return message;
  const context = await freshenCart({ database, askCatalog }, message, signal);
  return context && { ...message, context };
}

/** Only a message that may go out is given a code: one that is refused costs nothing. */
async function withOffer(
  deps: SendDeps,
  message: ClaimedMessage,
  { offer }: ClaimMessage,
  signal: AbortSignal,
): Promise<ClaimedMessage> {
  const { database, openMinter, links, now } = deps;
  if (offer === undefined || !openMinter) return message;
  const codeSecret = keyOfMessage(links.secret, message.id);
  const carried = await carryOffer({ database, openMinter, codeSecret, now }, message, offer, signal);
  switch (carried.kind) {
    case 'none':
      return message;
    case 'carries':
      return { ...message, context: { ...message.context, offer: carried.offer } };
    case 'unclear':
      return retryLater(deps, message, { code: carried.reason, retryAfterMs: carried.retryAfterMs });
    default:
      return assertNever(carried);
  }
}

function providerOf({ providers }: SendDeps, { channel, provider: name }: ClaimedMessage): Provider {
  const provider = providers.named(channel, name);
  if (!provider) throw new Error('a message is claimed for a configured provider only');
  // It takes its own channel's messages, and the renderer makes just these for the same channel.
  return provider as Provider;
}

/** Undefined: what was to carry it did not, and the message may be claimed again for the next carrier. */
async function deliver(
  deps: SendDeps,
  message: ClaimedMessage,
  wanted: ClaimMessage,
  signal: AbortSignal,
): Promise<SendOutcome | undefined> {
  const provider = providerOf(deps, message);
  const rendered = await render(deps, message, wanted, signal);
  if (!rendered.ok) {
    if (rendered.class === 'nothing_left')
      return notSent(deps, message, { state: 'rejected', reason: 'sold_out', errorCode: null });
    if (rendered.code === 'empty_variable') return passOn(deps, message, rendered.code);
    if (rendered.class === 'retry') return retryLater(deps, message, { code: rendered.code });
    return notSent(deps, message, { state: 'rejected', reason: 'template_error', errorCode: rendered.code });
  }
  await checkNotStopped(deps, message);
  const result = await provider.send(rendered.message, {
    storeId: message.storeId,
    idempotencyKey: message.id,
    signal: withTimeout(signal),
  });
  await noteAnswer(deps, message, result);
  switch (result.kind) {
    case 'accepted':
      return sent(deps, message, result.providerMessageId, rendered.message);
    case 'rejected':
      if (result.class === 'retry') return retryLater(deps, message, result);
      if (result.unsubscribed) await refuseForPerson(deps, message);
      // What it says of this attempt proves nothing of an earlier one that got no answer.
      if (message.mayBeTaken)
        return notSent(deps, message, { state: 'unknown', reason: 'outcome_unknown', errorCode: result.code });
      if (result.carrierFault === 'not_reached') return passOn(deps, message, result.code);
      if (result.carrierFault === 'template_stopped') return stopped(deps, message, result.code);
      return notSent(deps, message, {
        state: 'rejected',
        reason: 'provider_rejected',
        errorCode: result.code,
        suppress: result.suppress ?? false,
      });
    case 'unknown':
      if (provider.recovery.kind === 'none') {
        return notSent(deps, message, { state: 'unknown', reason: 'outcome_unknown', errorCode: result.cause });
      }
      // Left in `sending`: when this attempt is surely over, the next one asks the provider.
      throw new RetryLaterError(result.cause, attemptLeaseMs);
    default:
      return assertNever(result);
  }
}

async function passOn({ database }: SendDeps, message: ClaimedMessage, because: string): Promise<undefined> {
  const { storeId, id: messageId, attempt } = message;
  await withStore(database, storeId, (tx) => passCarrier(tx, { storeId, messageId, attempt, because }));
}

async function stopped(deps: SendDeps, message: ClaimedMessage, code: string): Promise<SendOutcome> {
  const { storeId, carriage } = message;
  if (carriage.kind === 'template')
    await withStore(deps.database, storeId, (tx) =>
      stopTemplate(tx, { storeId, contentSid: carriage.contentSid, code, atMs: deps.now() }),
    );
  return notSent(deps, message, { state: 'rejected', reason: 'carrier_template_stopped', errorCode: code });
}

/** The shop, the renderer and the maker of codes took their time: what was switched off meanwhile counts. */
async function checkNotStopped(deps: SendDeps, message: ClaimedMessage): Promise<void> {
  if (findSendingStop(deps.flags, message) === null) return;
  await settle(deps, message, { state: 'retry', errorCode: 'sending_stopped', noAttempt: true });
  // The next claim says how long it waits, and writes down why.
  throw new RetryLaterError('sending_stopped', stoppedRetryMs);
}

/** Undefined: the provider never took it, and the message may be claimed again. */
async function lookUp(
  deps: SendDeps,
  message: ClaimedMessage,
  wanted: ClaimMessage,
  signal: AbortSignal,
): Promise<SendOutcome | undefined> {
  const provider = providerOf(deps, message);
  const rendered = await render(deps, message, wanted, signal);
  if (!rendered.ok || !provider.lookup) throw new RetryLaterError('lookup_impossible', attemptLeaseMs);
  const answer = await provider.lookup(rendered.message, {
    storeId: message.storeId,
    idempotencyKey: message.id,
    startedAt: message.claimedAt,
    ended: message.ended,
    signal: withTimeout(signal),
  });
  switch (answer.kind) {
    case 'found':
      return sent(deps, message, answer.providerMessageId, rendered.message);
    case 'not_found':
      await settle(deps, message, { state: 'retry', errorCode: 'not_found_at_provider', inDoubt: false });
      return undefined;
    case 'unknown':
      throw new RetryLaterError(answer.cause, attemptLeaseMs);
    default:
      return assertNever(answer);
  }
}

type Rendered =
  | { readonly ok: true; readonly message: OutgoingMessage }
  | { readonly ok: false; readonly class: 'permanent' | 'retry'; readonly code: string }
  /** Nothing of the cart can be bought any more. */
  | { readonly ok: false; readonly class: 'nothing_left' };

/** Whether an attempt that broke off may be followed by another under its key, which then has to say the same. */
function asksAgain({ recovery, keepsFirst }: Provider): boolean {
  return recovery.kind !== 'none' && !keepsFirst;
}

/** What the first attempt was going to send, or it is rendered now, of what can be bought, with its code, and kept. */
async function render(
  deps: SendDeps,
  message: ClaimedMessage,
  wanted: ClaimMessage,
  signal: AbortSignal,
): Promise<Rendered> {
  const { database, renderer } = deps;
  const kept = message.isNew ? undefined : await readContent(database, message);
  if (kept) return { ok: true, message: kept };
  const fresh = await withFreshCart(deps, message, signal);
  if (fresh === null) return { ok: false, class: 'nothing_left' };
  const { storeId, template, to, carriage, segmentsMax, context } = await withOffer(deps, fresh, wanted, signal);
  const channel: Channel = message.channel;
  const result = await renderer.render({ storeId, channel, template, to, carriage, segmentsMax, context });
  if (!result.ok) return { ok: false, class: result.error.class, code: result.error.code };
  if (asksAgain(providerOf(deps, message))) await keepContent(database, message, result.message);
  return result;
}

/** Every other process knows of it with its next claim. */
async function noteAnswer({ database, now }: SendDeps, message: ClaimedMessage, result: SendResult): Promise<void> {
  const news = newsOf(result);
  if (news === null || (news.kind === 'answered' && !message.senderTroubled)) return;
  await withoutStore(database, (tx) => noteSender(tx, message, { news, nowMs: now() }));
}

async function retryLater(
  deps: SendDeps,
  message: ClaimedMessage,
  {
    code,
    retryAfterMs,
    fault,
  }: { readonly code: string; readonly retryAfterMs?: number; readonly fault?: SenderFault },
): Promise<never> {
  const isQuota = fault === 'day_quota' || fault === 'month_quota';
  await settle(deps, message, { state: 'retry', errorCode: code, noAttempt: isQuota });
  // The next claim knows until when the account is closed, and whether another one stands in.
  if (isQuota) throw new RetryLaterError(code, quotaRetryMs);
  throw new RetryLaterError(code, retryAfterMs);
}

async function sent(
  deps: SendDeps,
  message: ClaimedMessage,
  providerMessageId: string,
  said: OutgoingMessage,
): Promise<SendOutcome> {
  const parts = said.channel === 'sms' && !said.by ? smsSegments(said.text) : null;
  await settle(deps, message, { state: 'accepted', providerMessageId, parts });
  return { kind: 'sent' };
}

async function notSent(
  deps: SendDeps,
  message: ClaimedMessage,
  result: Extract<Settlement, { state: 'rejected' | 'unknown' }>,
): Promise<SendOutcome> {
  await settle(deps, message, result);
  return { kind: 'not_sent', reason: result.reason };
}

async function settle({ database }: SendDeps, message: ClaimedMessage, result: Settlement): Promise<void> {
  const { storeId, id: messageId, attempt } = message;
  await withStore(database, storeId, (tx) => settleMessage(tx, { storeId, messageId, attempt, result }));
}

/** The provider knows of a refusal that we have not heard of: it counts from now on, with its proof. */
async function refuseForPerson({ database, now }: SendDeps, message: ClaimedMessage): Promise<void> {
  const { storeId, channel, id: messageId, to } = message;
  await withStore(database, storeId, async (tx) => {
    const { customer } = await lockCustomer(tx, message);
    const at = now();
    await denyChannel(tx, {
      ...{ storeId, customerId: customer.id, channel, at },
      eventId: `unsubscribe/${messageId}/refused`,
      source: 'unsubscribe:provider',
      provenance: 'delivery_report',
    });
    // The address may no longer be one of the customer's.
    await suppressAddresses(tx, { storeId, channel, hashes: [addressHash(tx, to)], cause: 'unsubscribe', at });
    if (channel === 'sms')
      await listStop(tx, { channel, provider: message.provider, addressHash: addressHash(tx, to) }, at);
  });
}

function withTimeout(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(providerTimeoutMs)]);
}
