import { and, eq } from 'drizzle-orm';
import type { Provider } from '../../../channels/provider.ts';
import { messages, recoveries } from '../../../db/postgres/schema/index.ts';
import { countriesOfPhone } from '../../../domain/compliance/calling-codes.ts';
import { bySms, type Carriage, carrierOf, type PassedCarrier } from '../../../domain/phone/carrier.ts';
import { type WayOut, wayOutOf } from '../../../domain/phone/way-out.ts';
import { greylistedCode, isUntroubled } from '../../../domain/sender-account.ts';
import { addressHash } from '../../shared/address-hash.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { shownBrandOf } from '../../state/brands/brands.ts';
import { issueLinks, type MessageLinks } from '../links/issue.ts';
import { readCarriage } from '../phone/read-carriage.ts';
import { candidateOf } from '../senders/read.ts';
import { type Attempt, block, type Claim, expose, giveUp, type MessageRow, rests, usable } from './claim-attempt.ts';
import { takeSender } from './claim-sender.ts';
import type { ClaimedMessage } from './claimed-message.ts';
import { contextOf } from './context-of.ts';

interface Way {
  readonly carriage: Carriage;
  readonly passed: readonly PassedCarrier[];
  readonly segmentsMax?: number | undefined;
}

/** Permits the first attempt. */
export async function grant(attempt: Attempt): Promise<Claim> {
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

/** A further attempt at a message that no provider has: the one that is chosen now may send it. */
export async function grantAnew(attempt: Attempt, earlier: MessageRow): Promise<Claim> {
  const staysWith = earlier.errorCode === greylistedCode ? earlier.provider : null;
  const sender = await takeSender(attempt, staysWith);
  if (sender.kind !== 'sender') return sender;
  const way = await carriageOf(attempt, sender.columns.provider, earlier.carriersPassed);
  if ('claim' in way) return giveUp(attempt, earlier, { state: 'rejected', reason: 'carrier_template_stopped' });
  return grantAgain(attempt, { ...earlier, ...sender.columns, ...columnsOf(way) }, 'claimed', way);
}

/** A further attempt at the same message: the same id, and so the same key at the provider. */
export async function grantAgain(
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

/** The row of a message at its first attempt, but for who sends it. */
export function newMessage({ tx, wanted, options, reading, fromDomain }: Attempt) {
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
