import { and, eq } from 'drizzle-orm';
import { messageOffers, offerCodes } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { WithheldReason } from '../../../domain/offers/decide-offer.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import type { CodeRow } from './code.ts';
import type { OfferMessage } from './offer-message.ts';

/** What was decided for a message before: its code, or null when it carries none; undefined: nothing yet. */
export async function decidedBefore(
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

/** Keeps that the message carries this code, and says so. */
export async function keepCarried(
  tx: Tx,
  message: OfferMessage,
  { key, code }: { readonly key: string; readonly code: CodeRow },
): Promise<void> {
  const { storeId, id: messageId } = message;
  await tx.insert(messageOffers).values({ storeId, messageId, offerKey: key, codeId: code.id });
  await tell(tx, message, { offer: key, given: true, why: null, costMinor: code.costMinor, currency: code.currency });
}

/** Keeps that the message carries none, and says why. */
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
