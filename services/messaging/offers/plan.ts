import { createHmac } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { customers, offers, stores } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { endOfValidity } from '../../../domain/offers/calendar.ts';
import { codeOf } from '../../../domain/offers/code-name.ts';
import { decideOffer } from '../../../domain/offers/decide-offer.ts';
import { costOf, grantOf } from '../../../domain/offers/offer.ts';
import { decidedBefore, keepCarried, withhold } from './carried.ts';
import { type CodeRow, type FoundCode, findOpenCode, insertCode, takeFromPool } from './code.ts';
import type { OfferRow } from './offer.ts';
import type { OfferMessage } from './offer-message.ts';
import { readOfferFacts } from './read-facts.ts';

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
  return (await decidedBefore(tx, asked.message)) ? null : findOpenCode(tx, asked);
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
  const reused = await findOpenCode(tx, { message, key, except, nowMs });
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
