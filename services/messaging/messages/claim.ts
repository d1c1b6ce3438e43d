import { and, eq } from 'drizzle-orm';
import { domainOf } from '../../../channels/email/mailbox.ts';
import type { Provider } from '../../../channels/provider.ts';
import { messages, recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import type { Channel, ProviderPicks } from '../../../domain/channel.ts';
import { afterRefusal, decideClaim, type Refusal } from '../../../domain/claim.ts';
import { countriesOfPhone } from '../../../domain/compliance/calling-codes.ts';
import type { ContactBasis } from '../../../domain/compliance/contact-basis.ts';
import { minuteMs, secondMs } from '../../../domain/duration.ts';
import { type SendingStop, waitForStop } from '../../../domain/flags/sending-stop.ts';
import { type LostWindow, mayHaveBeenSent } from '../../../domain/lost-window.ts';
import { bySms, type Carriage, carrierOf, type PassedCarrier } from '../../../domain/phone/carrier.ts';
import { type WayOut, wayOutOf } from '../../../domain/phone/way-out.ts';
import { isReasonCode, type ReasonCode } from '../../../domain/reason-code.ts';
import { attemptLeaseMs } from '../../../domain/send-attempt.ts';
import { greylistedCode, isUntroubled } from '../../../domain/sender-account.ts';
import { primaryDomainOf } from '../../../domain/sender-domain/primary-domain.ts';
import { notSent } from '../../journal/decisions/not-sent.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { addressHash } from '../../shared/address-hash.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { shownBrandOf } from '../../state/brands/shown-brand-of.ts';
import { type Flags, findSendingStop } from '../../state/flags/flags.ts';
import type { AddressCheck } from '../../state/suppressions/check.ts';
import { issueLinks, type LinkSettings, type MessageLinks } from '../links/issue.ts';
import { readCarriage } from '../phone/read-carriage.ts';
import { chooseAccount, listedFor } from '../senders/choose.ts';
import type { HeldPlace } from '../senders/places.ts';
import { candidateOf } from '../senders/read.ts';
import type { ClaimedMessage } from './claimed-message.ts';
import { contextOf } from './context-of.ts';
import { keepExposure } from './keep-exposure.ts';
import { type ClaimReading, readClaimFacts } from './read-claim-facts.ts';
import { senderOf } from './sender-of.ts';
import { settleMessage } from './settle.ts';

export interface ClaimMessage {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly ruleId: string;
  readonly channel: Channel;
  readonly template: string;
  /** Newest activity of the cart that the recovery knows of, epoch milliseconds. */
  readonly knownActivityAt: number;
  /** Key of the offer that the message may carry; absent: none. */
  readonly offer?: string;
}

export interface ClaimOptions {
  readonly providers: ClaimProviders;
  /** What was switched off. */
  readonly flags: Pick<Flags, 'decideNow'>;
  readonly links: LinkSettings;
  /** `Name <address>` for stores that set none. */
  readonly defaultFrom: string;
  /** Everything that was acknowledged before then can be read, epoch milliseconds. */
  readonly consistentAsOfMs: number;
  /** Takes a place at the account that is called; absent: there are always some. */
  readonly place?: Pick<HeldPlace, 'take'>;
  /** Times whose rows are gone with a restore: what was due in them is not sent; absent: there are none. */
  readonly lost?: readonly LostWindow[] | undefined;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** What a claim has to know of the providers: who sends now, and who took what was sent. */
export interface ClaimProviders {
  choose(channel: Channel, picks: ProviderPicks): ClaimProvider | undefined;
  named(channel: Channel, name: string): ClaimProvider | undefined;
}
type ClaimProvider = Pick<Provider, 'name' | 'recovery' | 'carries' | 'sender'>;

/** Longer than this the step waits instead of the activity, and all that speaks against the message is looked at anew. */
const senderWaitMsMax = 5 * minuteMs;
/** Those who wait for one place do not come back at the same moment. */
const senderWaitSpreadMs = 2 * secondMs;

export type Claim =
  /** This attempt, and no other, may send the message now. */
  | { readonly kind: 'claimed'; readonly message: ClaimedMessage }
  /** An earlier attempt broke off: only its provider knows what became of it. This attempt asks. */
  | { readonly kind: 'in_doubt'; readonly message: ClaimedMessage }
  /** An earlier attempt may still be running. */
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  /** Nobody can tell yet whether the person bought: asked again later, and nothing is settled. */
  | { readonly kind: 'order_unclear'; readonly retryAfterMs: number }
  /** The account takes nothing for a moment. */
  | { readonly kind: 'sender_waits'; readonly retryAfterMs: number }
  /** Somebody stopped sending, a moment ago. */
  | { readonly kind: 'sending_stopped'; readonly retryAfterMs: number }
  /** The store picked a provider that is not configured any more. */
  | { readonly kind: 'no_provider' }
  | ({ readonly kind: 'blocked'; readonly lastActivityAt: number } & Refusal)
  | {
      readonly kind: 'settled';
      readonly result: { readonly kind: 'sent' } | { readonly kind: 'not_sent'; readonly reason: ReasonCode };
    };

type MessageRow = typeof messages.$inferSelect;

/** An order that lies as a dead letter waits for a person, or for a rule that some seconds may bring. */
const unclearOrderRetryMs = 2 * 60_000;

/**
 * The permission to send one message, given at most once. In one transaction, under the locks that an incoming order
 * takes too, everything that speaks against the message is read again; the row that is left in `sending` commits before
 * the provider is called. What an order committed before is seen here, what comes later waits for this to commit.
 */
export async function claimMessage(
  database: Pick<Database, 'app'>,
  wanted: ClaimMessage,
  options: ClaimOptions,
): Promise<Claim> {
  return withStore(database, wanted.storeId, async (tx) => {
    const fromDomain = wanted.channel === 'email' ? judgedDomainOf(options.defaultFrom) : null;
    const reading = await readClaimFacts(tx, { ...wanted, fromDomain, nowMs: options.nowMs });
    const { providers } = options;
    const primary = providers.choose(wanted.channel, reading.store.providers)?.name;
    const earlier = reading.attempted ? await findMessage(tx, wanted) : undefined;
    const isConfigured = (name: string) => providers.named(wanted.channel, name) !== undefined;
    const facts = earlier?.fallBackAt ? asFallBack(reading.facts) : reading.facts;
    const listed = listedFor({ ...reading, primary, isConfigured });
    const refusal = decideClaim({ ...facts, listed });
    const attempt: Attempt = { tx, wanted, options, reading, fromDomain, refusal, primary, isConfigured };
    if (refusal?.reason === 'order_unclear' && isOpen(earlier)) {
      await block(attempt, refusal);
      return { kind: 'order_unclear', retryAfterMs: unclearOrderRetryMs };
    }
    if (!earlier) {
      if (refusal?.reason === 'holdout') return holdBack(attempt, refusal);
      if (refusal) return block(attempt, refusal);
      return mayHaveBeenSent(reading.timing, options.lost ?? []) ? settleLost(attempt) : grant(attempt);
    }
    switch (earlier.state) {
      case 'accepted':
        return { kind: 'settled', result: { kind: 'sent' } };
      case 'rejected':
      case 'unknown':
        return { kind: 'settled', result: { kind: 'not_sent', reason: reasonOf(earlier) } };
      case 'retry':
        // What only speaks against now must not settle the message: it would be asked for again and again, in vain.
        if (refusal && afterRefusal(refusal.reason) === 'try_later') return block(attempt, refusal);
        // Refused for now, but an attempt before it may have been taken.
        if (earlier.inDoubt) return resolve(attempt, earlier);
        return refusal
          ? giveUp(attempt, earlier, { state: 'rejected', reason: refusal.reason })
          : grantAnew(attempt, earlier);
      case 'sending': {
        const overAt = earlier.attemptedAt.getTime() + attemptLeaseMs;
        if (options.nowMs < overAt) return { kind: 'busy', retryAfterMs: overAt - options.nowMs };
        return resolve(attempt, earlier);
      }
      default:
        return assertNever(earlier.state);
    }
  });
}

/** A store names itself; the address is the installation's. */
function judgedDomainOf(defaultFrom: string): string | null {
  const domain = domainOf(defaultFrom);
  return domain === null ? null : primaryDomainOf(domain);
}

/** Its step was the last one, and the recovery ended as sent: what could not be delivered still belongs to it. */
function asFallBack(facts: ClaimReading['facts']): ClaimReading['facts'] {
  return facts.recoveryEnd === 'no_touch_left' ? { ...facts, recoveryEnd: null } : facts;
}

function isOpen(earlier: MessageRow | undefined): boolean {
  return earlier === undefined || earlier.state === 'retry' || earlier.state === 'sending';
}

interface Attempt {
  readonly tx: Tx;
  readonly wanted: ClaimMessage;
  readonly options: ClaimOptions;
  readonly reading: ClaimReading;
  /** Of an e-mail: the domain that its sender is judged by. */
  readonly fromDomain: string | null;
  /** What speaks against the message now. */
  readonly refusal: Refusal | null;
  /** Name of the provider that is meant to send; undefined: it is not configured any more. */
  readonly primary: string | undefined;
  readonly isConfigured: (provider: string) => boolean;
}

async function findMessage(
  tx: Tx,
  { storeId, recoveryId, ruleId, channel }: ClaimMessage,
): Promise<MessageRow | undefined> {
  const [row] = await tx
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.storeId, storeId),
        eq(messages.recoveryId, recoveryId),
        eq(messages.ruleId, ruleId),
        eq(messages.channel, channel),
      ),
    );
  return row;
}

async function block({ tx, wanted, reading }: Attempt, refusal: Refusal): Promise<Claim> {
  const { storeId, recoveryId, ruleId, channel } = wanted;
  const lastActivityAt = reading.facts.cart.lastActivityAt;
  const cartId = reading.cart.id;
  await recordDecision(tx, notSent({ storeId, recoveryId, cartId, ruleId, channel, reason: refusal.reason }));
  return { kind: 'blocked', ...refusal, lastActivityAt };
}

/** The message would go out now, and is held back to see what happens without it: counted as the one that goes out is. */
async function holdBack(attempt: Attempt, refusal: Refusal): Promise<Claim> {
  if (attempt.primary === undefined) return { kind: 'no_provider' };
  await expose(attempt);
  return block(attempt, refusal);
}

async function expose({ tx, wanted, options, reading }: Attempt): Promise<void> {
  if (reading.exposed) return;
  await keepExposure(tx, {
    ...{ storeId: wanted.storeId, recoveryId: wanted.recoveryId, customerId: reading.customer.id },
    ...{ campaignId: reading.campaign.id, percent: reading.campaign.holdoutPercent },
    arm: reading.facts.heldOut ? 'holdout' : 'treated',
    exposedAt: new Date(options.consistentAsOfMs),
  });
}

async function grant(attempt: Attempt): Promise<Claim> {
  const { tx } = attempt;
  const sender = await takeSender(attempt, null);
  if (sender.kind !== 'sender') return sender;
  const way = await carriageOf(attempt, sender.columns.provider, []);
  if ('claim' in way) return way.claim;
  const { provider } = sender.columns;
  const values = { ...newMessage(attempt), ...sender.columns, ...columnsOf(way) };
  const { id, claimedAt } = values;
  const [links] = await Promise.all([
    linksOf(attempt, id),
    tx.insert(messages).values(values),
    markSending(attempt),
    expose(attempt),
  ]);
  const row = {
    id,
    provider,
    claimedAt,
    attempts: 1,
    inDoubt: false,
    isNew: true,
    carriersPassed: way.passed,
    shopSaid: null,
  };
  return { kind: 'claimed', message: messageOf(attempt, 'claimed', row, links, way) };
}

function newMessage({ tx, wanted, options, reading, fromDomain }: Attempt) {
  const { storeId, recoveryId, ruleId, channel, template } = wanted;
  const { cart, customer } = reading;
  return {
    ...{ storeId, id: uuidV7(), recoveryId, cartId: cart.id, customerId: customer.id, ruleId, channel, template },
    country: customer.country,
    fromDomain,
    addressHash: addressHash(tx, usable(reading.address)),
    basis: rests(reading),
    state: 'sending' as const,
    cartVersion: cart.version,
    claimedAt: new Date(options.consistentAsOfMs),
    attemptedAt: new Date(options.nowMs),
  };
}

/** It was due in a time whose rows are gone, under an id that nobody knows: its provider cannot be asked, and it is never sent. */
async function settleLost(attempt: Attempt): Promise<Claim> {
  const { tx, primary } = attempt;
  if (primary === undefined) return { kind: 'no_provider' };
  const [row] = await tx
    .insert(messages)
    .values({ ...newMessage(attempt), provider: primary })
    .returning();
  if (!row) throw new Error('the message was not kept');
  await expose(attempt);
  return unknown(attempt, row, 'lost_before_restore');
}

interface Way {
  readonly carriage: Carriage;
  readonly passed: readonly PassedCarrier[];
  readonly segmentsMax?: number | undefined;
}

/** By what the message goes, or the claim that it stops at. Only a telephone is reached by several. */
async function carriageOf(
  attempt: Attempt,
  provider: string,
  passed: readonly PassedCarrier[],
): Promise<Way | { readonly claim: Claim }> {
  const { tx, wanted, options, reading } = attempt;
  if (wanted.channel !== 'sms') return { carriage: bySms, passed: [] };
  const { storeId, template } = wanted;
  const { customer, store, address } = reading;
  const phone = usable(address);
  const { choice, segmentsMax } = await readCarriage(tx, {
    ...{ storeId, template, passed, phone, addressHash: addressHash(tx, phone), customerId: customer.id },
    connected: options.providers.named('sms', provider)?.carries ?? [],
    locales: [customer.locale, store.locale],
    nowMs: options.nowMs,
  });
  return choice.kind === 'carry'
    ? { ...choice, segmentsMax }
    : { claim: await block(attempt, { reason: 'carrier_template_stopped' }) };
}

function columnsOf({ carriage, passed }: Way): Pick<MessageRow, 'carrier' | 'contentSid' | 'carriersPassed'> {
  const contentSid = carriage.kind === 'template' ? carriage.contentSid : null;
  return { carrier: carrierOf(carriage), contentSid, carriersPassed: passed };
}

/** A further attempt at a message that no provider has: the one that is chosen now may send it. */
async function grantAnew(attempt: Attempt, earlier: MessageRow): Promise<Claim> {
  const staysWith = earlier.errorCode === greylistedCode ? earlier.provider : null;
  const sender = await takeSender(attempt, staysWith);
  if (sender.kind !== 'sender') return sender;
  const way = await carriageOf(attempt, sender.columns.provider, earlier.carriersPassed);
  if ('claim' in way) return giveUp(attempt, earlier, { state: 'rejected', reason: 'carrier_template_stopped' });
  return grantAgain(attempt, { ...earlier, ...sender.columns, ...columnsOf(way) }, 'claimed', way);
}

interface TakenSender {
  readonly kind: 'sender';
  readonly columns: Pick<MessageRow, 'provider' | 'standsInFor' | 'standsInBecause'>;
}

/** The account that sends the message now, or the claim that waits for one. */
async function takeSender(attempt: Attempt, staysWith: string | null): Promise<TakenSender | Claim> {
  const { tx, wanted, options, reading, primary, isConfigured } = attempt;
  if (primary === undefined) return { kind: 'no_provider' };
  const { channel } = wanted;
  const { nowMs } = options;
  const stopped = await waitWhileStopped(attempt);
  if (stopped) return stopped;
  const fromDomain = channel === 'email' ? domainOf(senderOf(reading.store, options.defaultFrom)) : null;
  const choice = await chooseAccount(tx, {
    ...{ channel, primary, isConfigured, senders: reading.senders, fromDomain, staysWith, nowMs },
  });
  if (choice.kind === 'use') {
    const { name: provider, standsInFor } = choice;
    const stoppedThere = await waitWhileStopped(attempt, provider);
    if (stoppedThere) return stoppedThere;
    const full = await waitForPlace(attempt, provider);
    if (full) return full;
    const columns = { provider, standsInFor: standsInFor?.name ?? null, standsInBecause: standsInFor?.because ?? null };
    return { kind: 'sender', columns };
  }
  return waitUntil(attempt, choice.untilMs);
}

/** Somebody switched off what would send the message; null: nobody did. What was decided says who, since when and what. */
async function waitWhileStopped(attempt: Attempt, provider?: string): Promise<Claim | null> {
  const { wanted, options } = attempt;
  const { storeId, channel } = wanted;
  const stop = findSendingStop(options.flags, { storeId, channel, ...(provider !== undefined && { provider }) });
  if (!stop) return null;
  const wait = waitForStop(stop, { nowMs: options.nowMs, spread: Math.random() });
  await recordStop(attempt, stop);
  if (wait.kind === 'attempt') return { kind: 'sending_stopped', retryAfterMs: wait.retryAfterMs };
  const { lastActivityAt } = attempt.reading.facts.cart;
  return { kind: 'blocked', reason: 'sending_stopped', notBefore: wait.notBefore, lastActivityAt };
}

/** Once for each stop: the same message looks many times. */
async function recordStop({ tx, wanted, reading }: Attempt, { flag, by, since }: SendingStop): Promise<void> {
  const { storeId, recoveryId, ruleId, channel } = wanted;
  const about = { storeId, recoveryId, cartId: reading.cart.id, ruleId, channel };
  const decision = notSent({ ...about, reason: 'sending_stopped' });
  const detail = { flag, by, since: since === null ? null : new Date(since).toISOString() };
  await recordDecision(tx, { ...decision, detail, key: `${decision.key}/${flag}/${since ?? 'unknown'}` });
}

/** The account has as many messages of this process under way as it may; null: it has a place. */
async function waitForPlace(attempt: Attempt, provider: string): Promise<Claim | null> {
  const { wanted, options } = attempt;
  const waitMs = options.place?.take({ channel: wanted.channel, provider }) ?? null;
  return waitMs === null ? null : waitUntil(attempt, options.nowMs + waitMs);
}

function waitUntil(attempt: Attempt, untilMs: number): Claim | Promise<Claim> {
  const waitMs = untilMs - attempt.options.nowMs;
  if (waitMs > senderWaitMsMax) return block(attempt, { reason: 'sender_waits', notBefore: untilMs });
  return { kind: 'sender_waits', retryAfterMs: waitMs + Math.ceil(Math.random() * senderWaitSpreadMs) };
}

/** A further attempt at the same message: the same id, and so the same key at the provider. */
async function grantAgain(
  attempt: Attempt,
  earlier: MessageRow,
  kind: 'claimed' | 'in_doubt',
  way: Way = { carriage: bySms, passed: [] },
): Promise<Claim> {
  const { provider, inDoubt, standsInFor, standsInBecause, carrier, contentSid, carriersPassed } = earlier;
  const { tx, wanted, options, reading } = attempt;
  await tx
    .update(messages)
    .set({
      state: 'sending',
      attempts: earlier.attempts + 1,
      attemptedAt: new Date(options.nowMs),
      cartVersion: reading.cart.version,
      provider,
      standsInFor,
      standsInBecause,
      ...{ carrier, contentSid, carriersPassed },
      inDoubt,
      addressHash: addressHash(tx, usable(reading.address)),
      // Of an attempt whose outcome is asked for, the basis is the one that it went on.
      ...(kind === 'claimed' && { basis: rests(reading) }),
      errorCode: null,
    })
    .where(and(eq(messages.storeId, wanted.storeId), eq(messages.id, earlier.id)));
  await markSending(attempt);
  const links = await linksOf(attempt, earlier.id);
  return {
    kind,
    message: messageOf(attempt, kind, { ...earlier, attempts: earlier.attempts + 1, isNew: false }, links, way),
  };
}

/** An attempt that broke off after its claim: its provider, whichever is chosen now, may or may not have taken it. */
async function resolve(attempt: Attempt, earlier: MessageRow): Promise<Claim> {
  const { options, refusal } = attempt;
  const provider = options.providers.named(earlier.channel, earlier.provider);
  // Another provider, or a search for another address, knows nothing of it: the customer would get it a second time.
  const { address } = attempt.reading;
  const sameAddress = address.kind === 'usable' && addressHash(attempt.tx, address.address) === earlier.addressHash;
  if (!provider || !sameAddress) return unknown(attempt, earlier, refusal?.reason ?? 'sent_another_way');
  const { recovery } = provider;
  if (recovery.kind === 'none') return unknown(attempt, earlier, refusal?.reason ?? 'provider_cannot_tell');
  // Its key would send it if it had not arrived. Asking for it sends nothing.
  const stopped = recovery.kind === 'lookup' || refusal ? null : await waitWhileStopped(attempt, earlier.provider);
  if (stopped) return stopped;
  const full = await waitForPlace(attempt, earlier.provider);
  if (full) return full;
  if (recovery.kind === 'lookup') return grantAgain(attempt, earlier, 'in_doubt');
  const keyHolds = options.nowMs < earlier.claimedAt.getTime() + recovery.windowMs - attemptLeaseMs;
  if (!keyHolds) return unknown(attempt, earlier, refusal?.reason ?? 'idempotency_key_expired');
  // The same key again sends the message if it had not arrived, so all that speaks against it counts.
  if (!refusal) return grantAgain(attempt, { ...earlier, inDoubt: true }, 'claimed');
  // What only speaks against now leaves the question open: it is asked again at the step's next time.
  return afterRefusal(refusal.reason) === 'try_later'
    ? block(attempt, refusal)
    : unknown(attempt, earlier, refusal.reason);
}

/** `because` is kept beside the message: what speaks against finding out by sending it again under its key. */
function unknown(
  attempt: Attempt,
  earlier: MessageRow,
  because:
    | ReasonCode
    | 'sent_another_way'
    | 'provider_cannot_tell'
    | 'idempotency_key_expired'
    /** Its row, if there was one, went with the time that a restore lost. */
    | 'lost_before_restore',
): Promise<Claim> {
  return giveUp(attempt, { ...earlier, errorCode: because }, { state: 'unknown', reason: 'outcome_unknown' });
}

async function giveUp(
  { tx, wanted }: Attempt,
  earlier: MessageRow,
  { state, reason }: { readonly state: 'rejected' | 'unknown'; readonly reason: ReasonCode },
): Promise<Claim> {
  const errorCode = earlier.errorCode;
  await settleMessage(tx, { storeId: wanted.storeId, messageId: earlier.id, result: { state, reason, errorCode } });
  return { kind: 'settled', result: { kind: 'not_sent', reason } };
}

async function markSending({ tx, wanted }: Attempt): Promise<void> {
  await tx
    .update(recoveries)
    .set({ stage: 'sending' })
    .where(and(eq(recoveries.storeId, wanted.storeId), eq(recoveries.id, wanted.recoveryId)));
}

/** In the claim's own transaction: there is no link without its message, and no message without its links. */
function linksOf({ tx, wanted, options, reading }: Attempt, messageId: string): Promise<MessageLinks> {
  const { storeId, channel } = wanted;
  const ids = { storeId, messageId, cartId: reading.cart.id, customerId: reading.customer.id, channel };
  const takesReplies = reading.store.replyHandling === 'engine';
  return issueLinks(tx, { ...ids, takesReplies, now: options.nowMs }, options.links);
}

function messageOf(
  { wanted, options, reading }: Attempt,
  kind: 'claimed' | 'in_doubt',
  row: Pick<MessageRow, 'id' | 'provider' | 'claimedAt' | 'attempts' | 'inDoubt' | 'carriersPassed' | 'shopSaid'> &
    Pick<ClaimedMessage, 'isNew'>,
  links: MessageLinks,
  { carriage, segmentsMax }: Way,
): ClaimedMessage {
  const { cart, customer, store, address, catalog } = reading;
  const { storeId, recoveryId, ruleId, channel, template } = wanted;
  const { brands, publicUrl } = options.links;
  return {
    id: row.id,
    storeId,
    recoveryId,
    cartId: cart.id,
    customerId: customer.id,
    ruleId,
    channel,
    template,
    provider: row.provider,
    to: usable(address),
    attempt: row.attempts,
    claimedAt: row.claimedAt.getTime(),
    cartVersion: cart.version,
    isNew: row.isNew,
    // A look-up asks for what an attempt without an answer was going to send.
    mayBeTaken: row.inDoubt || kind === 'in_doubt',
    ...{ carriage, segmentsMax, catalog, shopSaid: row.shopSaid },
    ended: row.carriersPassed.flatMap(({ providerMessageId }) => providerMessageId ?? []),
    senderTroubled: !isUntroubled(candidateOf(row.provider, reading.senders).state),
    context: contextOf({
      ...{ channel, store, customer, cart, links, defaultFrom: options.defaultFrom },
      brand: brands && shownBrandOf(brands, publicUrl, storeId),
      wayOut: wayOutOfMessage(options.providers.named(channel, row.provider), carriage, usable(address)),
    }),
  };
}

/** By WhatsApp and RCS everybody can answer. */
function wayOutOfMessage(
  provider: Pick<Provider, 'sender'> | undefined,
  carriage: Carriage,
  to: string,
): WayOut | undefined {
  return provider?.sender && carriage.kind === 'sms' ? wayOutOf(provider.sender, countriesOfPhone(to)) : undefined;
}

/** The rules refuse a message without a usable address long before it is claimed. */
function usable(address: AddressCheck): string {
  if (address.kind !== 'usable') throw new Error('a message is claimed for a usable address only');
  return address.address;
}

/** The rules refuse a message that rests on nothing. */
function rests({ facts }: ClaimReading): ContactBasis {
  if (facts.basis === null) throw new Error('a message is claimed on a basis only');
  return facts.basis;
}

function reasonOf({ reason }: MessageRow): ReasonCode {
  return reason !== null && isReasonCode(reason) ? reason : 'outcome_unknown';
}
