import { createHmac } from 'node:crypto';
import { and, asc, desc, eq, gt, inArray, ne } from 'drizzle-orm';
import { customers, messageOffers, offerCodes, offers, stores } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { endOfValidity } from '../../../domain/offers/calendar.ts';
import { codeOf } from '../../../domain/offers/code-name.ts';
import { openCodeStates } from '../../../domain/offers/code-state.ts';
import { decideOffer, type WithheldReason } from '../../../domain/offers/decide-offer.ts';
import { costOf, grantOf } from '../../../domain/offers/offer.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import type { OfferMessage } from './offer-message.ts';
import type { OfferRow } from './open-minter.ts';
import { readOfferFacts } from './read-facts.ts';

export type CodeRow = typeof offerCodes.$inferSelect;

export type OfferPlan =
  | { readonly kind: 'withheld' }
  | { readonly kind: 'carries'; readonly code: CodeRow; readonly timeZone: string }
  | {
      readonly kind: 'mint';
      readonly offer: OfferRow;
      readonly code: CodeRow;
      readonly timeZone: string;
      readonly customer: string | null;
    };

interface Asked {
  readonly message: OfferMessage;
  /** Key of the offer. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** The newest code of the recovery that is still good; null: none, or this message is decided already. */
export async function reusableCode(tx: Tx, asked: Asked): Promise<FoundCode | null> {
  return (await decidedBefore(tx, asked.message)) ? null : openCode(tx, asked, null);
}

interface FoundCode {
  readonly code: CodeRow;
  readonly offer: OfferRow;
}

async function openCode(
  tx: Tx,
  { message: { storeId, recoveryId }, key, nowMs }: Asked,
  except: string | null,
): Promise<FoundCode | null> {
  const [found] = await tx
    .select({ code: offerCodes, offer: offers })
    .from(offerCodes)
    .innerJoin(offers, and(eq(offers.storeId, storeId), eq(offers.id, offerCodes.offerId)))
    .where(
      and(
        eq(offerCodes.storeId, storeId),
        eq(offerCodes.recoveryId, recoveryId),
        eq(offers.key, key),
        inArray(offerCodes.state, [...openCodeStates]),
        gt(offerCodes.expiresAt, new Date(nowMs)),
        except === null ? undefined : ne(offerCodes.id, except),
      ),
    )
    .orderBy(desc(offerCodes.createdAt), desc(offerCodes.id))
    .limit(1);
  return found ?? null;
}

/**
 * What a message carries: as it was decided before, or else decided now and kept. The offer is locked meanwhile, so that two
 * messages at once count each other in its budget.
 */
export async function planOffer(
  tx: Tx,
  {
    message,
    key,
    except,
    codeSecret,
    nowMs,
  }: Asked & {
    /** A code that is not to be carried again. */ readonly except: string | null;
    readonly codeSecret: string;
  },
): Promise<OfferPlan> {
  const { storeId } = message;
  const [offer] = await tx
    .select()
    .from(offers)
    .where(and(eq(offers.storeId, storeId), eq(offers.key, key)))
    .for('no key update');
  const timeZone = await zoneOf(tx, storeId);
  const decided = await decidedBefore(tx, message);
  if (decided) {
    if (!decided.code || !offer) return { kind: 'withheld' };
    return planOf(tx, message, { offer, code: decided.code, timeZone });
  }
  if (!offer) return withhold(tx, message, key, 'offer_unknown');
  // Another channel of the same step may have been given one meanwhile.
  const reused = await openCode(tx, { message, key, nowMs }, except);
  if (reused) {
    await keepCarried(tx, message, { key, code: reused.code });
    return planOf(tx, message, { offer, code: reused.code, timeZone });
  }
  const facts = await readOfferFacts(tx, { message, offer, timeZone, nowMs });
  const decision = decideOffer(offer.terms, facts);
  if (decision.kind === 'withheld') return withhold(tx, message, key, decision.reason);
  const valueMinor = facts.cart.valueMinor ?? 0;
  const granted = {
    ...{ recoveryId: message.recoveryId, messageId: message.id, currency: facts.cart.currency },
    ...grantOf(offer.terms, valueMinor),
    costMinor: costOf(offer.terms, valueMinor),
    expiresAt: new Date(endOfValidity(nowMs, offer.terms.validDays, timeZone)),
  };
  const code =
    offer.minter === 'pool'
      ? await takeFromPool(tx, offer, granted, nowMs)
      : await insertCode(tx, offer, { ...granted, code: nameOf(message, codeSecret) }, nowMs);
  if (!code) return withhold(tx, message, key, 'pool_empty');
  await keepCarried(tx, message, { key, code });
  return planOf(tx, message, { offer, code, timeZone });
}

/** Of the store and the message, so that asking twice asks for the same. */
function nameOf({ storeId, id }: OfferMessage, secret: string): string {
  return codeOf(createHmac('sha256', secret).update(`offer-code/${storeId}/${id}`).digest());
}

async function planOf(
  tx: Tx,
  message: OfferMessage,
  { offer, code, timeZone }: { readonly offer: OfferRow; readonly code: CodeRow; readonly timeZone: string },
): Promise<OfferPlan> {
  switch (code.state) {
    case 'minting':
      return { kind: 'mint', offer, code, timeZone, customer: await shopsCustomer(tx, message) };
    case 'minted':
    case 'sent':
      return { kind: 'carries', code, timeZone };
    default:
      // Taken back or over since: a code that does not work is not said again.
      return { kind: 'withheld' };
  }
}

async function decidedBefore(
  tx: Tx,
  { storeId, id }: OfferMessage,
): Promise<{ readonly code: CodeRow | null } | undefined> {
  const [found] = await tx
    .select({ code: offerCodes })
    .from(messageOffers)
    .leftJoin(offerCodes, and(eq(offerCodes.storeId, messageOffers.storeId), eq(offerCodes.id, messageOffers.codeId)))
    .where(and(eq(messageOffers.storeId, storeId), eq(messageOffers.messageId, id)));
  return found;
}

async function zoneOf(tx: Tx, storeId: string): Promise<string> {
  const [store] = await tx.select({ timeZone: stores.timeZone }).from(stores).where(eq(stores.id, storeId));
  return store?.timeZone ?? 'UTC';
}

/** Numbers of the store's first shop are its own; those of others stand under a name that it does not know. */
async function shopsCustomer(tx: Tx, { storeId, customerId }: OfferMessage): Promise<string | null> {
  const [customer] = await tx
    .select({ externalId: customers.externalId })
    .from(customers)
    .where(and(eq(customers.storeId, storeId), eq(customers.id, customerId)));
  return customer?.externalId && /^\d{1,20}$/.test(customer.externalId) ? customer.externalId : null;
}

type Granted = Pick<
  typeof offerCodes.$inferInsert,
  'recoveryId' | 'messageId' | 'currency' | 'kind' | 'value' | 'costMinor'
> & { readonly expiresAt: Date };

async function takeFromPool(tx: Tx, offer: OfferRow, granted: Granted, nowMs: number): Promise<CodeRow | undefined> {
  const { storeId, id: offerId } = offer;
  const [free] = await tx
    .select({ id: offerCodes.id })
    .from(offerCodes)
    .where(and(eq(offerCodes.storeId, storeId), eq(offerCodes.offerId, offerId), eq(offerCodes.state, 'free')))
    .orderBy(asc(offerCodes.id))
    .limit(1)
    .for('update', { skipLocked: true });
  if (!free) return undefined;
  const [taken] = await tx
    .update(offerCodes)
    .set({ ...granted, state: 'minted', mintedAt: new Date(nowMs), lookAt: granted.expiresAt })
    .where(and(eq(offerCodes.storeId, storeId), eq(offerCodes.id, free.id)))
    .returning();
  return taken;
}

async function insertCode(
  tx: Tx,
  { storeId, id: offerId }: OfferRow,
  granted: Granted & { readonly code: string },
  nowMs: number,
): Promise<CodeRow> {
  const [code] = await tx
    .insert(offerCodes)
    .values({
      ...{ storeId, id: uuidV7(), offerId, state: 'minting', ...granted },
      ...{ lookAt: granted.expiresAt, createdAt: new Date(nowMs) },
    })
    .returning();
  if (!code) throw new Error('the code was not kept');
  return code;
}

async function keepCarried(
  tx: Tx,
  message: OfferMessage,
  { key, code }: { readonly key: string; readonly code: CodeRow },
): Promise<void> {
  const { storeId, id: messageId } = message;
  await tx.insert(messageOffers).values({ storeId, messageId, offerKey: key, codeId: code.id });
  await tell(tx, message, { offer: key, given: true, why: null, costMinor: code.costMinor, currency: code.currency });
}

export async function withhold(
  tx: Tx,
  message: OfferMessage,
  key: string,
  why: WithheldReason,
): Promise<{ readonly kind: 'withheld' }> {
  const { storeId, id: messageId } = message;
  await tx
    .insert(messageOffers)
    .values({ storeId, messageId, offerKey: key, withheld: why })
    .onConflictDoUpdate({
      target: [messageOffers.storeId, messageOffers.messageId],
      set: { codeId: null, withheld: why },
    });
  await tell(tx, message, { offer: key, given: false, why, costMinor: null, currency: null });
  return { kind: 'withheld' };
}

function tell(
  tx: Tx,
  { storeId, recoveryId, cartId, ruleId, channel, id }: OfferMessage,
  detail: Readonly<Record<string, string | number | boolean | null>>,
): Promise<void> {
  const key = `offered/${id}/${String(detail['why'] ?? 'given')}`;
  return recordDecision(tx, { storeId, recoveryId, cartId, ruleId, channel, kind: 'offered', detail, key });
}
