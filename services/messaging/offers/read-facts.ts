import { and, count, countDistinct, eq, gte, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import { messages, offerCodes, recoveries } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import { startOfMonth } from '../../../domain/offers/calendar.ts';
import type { OfferFacts } from '../../../domain/offers/decide-offer.ts';
import { personOf } from '../../state/customers/person-of.ts';
import type { OfferRow } from './offer.ts';
import type { OfferMessage } from './offer-message.ts';

interface Asked {
  readonly message: OfferMessage;
  readonly offer: OfferRow;
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** Codes that cost something or still may: those that were taken back or ran out unused gave their place back. */
export const countedStates = ['minting', 'minted', 'sent', 'redeemed'] as const;

/** What decides whether a message carries an offer, under the lock of the offer. */
export async function readOfferFacts(tx: Tx, { message, offer, timeZone, nowMs }: Asked): Promise<OfferFacts> {
  const { storeId, recoveryId, ruleId, customerId } = message;
  const { customerIds } = await personOf(tx, { storeId, customerId });
  const [[recovery], [before], [discounted], [month]] = await Promise.all([
    tx
      .select({ probability: recoveries.probability })
      .from(recoveries)
      .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId))),
    tx
      .select({ n: countDistinct(messages.ruleId) })
      .from(messages)
      .where(
        and(
          eq(messages.storeId, storeId),
          eq(messages.recoveryId, recoveryId),
          ne(messages.ruleId, ruleId),
          ne(messages.state, 'rejected'),
        ),
      ),
    tx
      .select({ n: countDistinct(offerCodes.recoveryId) })
      .from(offerCodes)
      .innerJoin(recoveries, and(eq(recoveries.storeId, storeId), eq(recoveries.id, offerCodes.recoveryId)))
      .where(
        and(
          eq(offerCodes.storeId, storeId),
          inArray(recoveries.customerId, [...customerIds]),
          ne(recoveries.id, recoveryId),
          isNotNull(offerCodes.sentAt),
          gte(offerCodes.sentAt, new Date(nowMs - offer.terms.lockoutDays * dayMs)),
        ),
      ),
    tx
      .select({ codes: count(), minor: sql<string | null>`sum(${offerCodes.costMinor})` })
      .from(offerCodes)
      .where(
        and(
          eq(offerCodes.storeId, storeId),
          eq(offerCodes.offerId, offer.id),
          inArray(offerCodes.state, [...countedStates]),
          gte(
            sql`coalesce(${offerCodes.mintedAt}, ${offerCodes.createdAt})`,
            new Date(startOfMonth(nowMs, timeZone)).toISOString(),
          ),
        ),
      ),
  ]);
  const { currency, valueMinor } = message.context.cart;
  return {
    isActive: offer.status === 'active',
    cart: { valueMinor, currency },
    probability: recovery?.probability ?? null,
    messagesBefore: before?.n ?? 0,
    discountedRecoveries: discounted?.n ?? 0,
    month: { codes: month?.codes ?? 0, minor: Number(month?.minor ?? 0) },
  };
}
