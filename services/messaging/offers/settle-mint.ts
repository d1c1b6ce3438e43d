import { and, eq, sql } from 'drizzle-orm';
import { messageOffers, offerCodes } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { WithheldReason } from '../../../domain/offers/decide-offer.ts';
import { withhold } from './carried.ts';
import type { CodeRow } from './code.ts';
import type { OfferMessage } from './offer-message.ts';

/** Counts an attempt before it is made: returns how many there were with it. */
export async function countAttempt(tx: Tx, { storeId, id }: CodeRow): Promise<number> {
  const [row] = await tx
    .update(offerCodes)
    .set({ attempts: sql`${offerCodes.attempts} + 1` })
    .where(and(eq(offerCodes.storeId, storeId), eq(offerCodes.id, id)))
    .returning({ attempts: offerCodes.attempts });
  return row?.attempts ?? 1;
}

/** The shop has the code. */
export async function keepMinted(tx: Tx, { storeId, id }: CodeRow, nowMs: number): Promise<void> {
  await tx
    .update(offerCodes)
    .set({ state: 'minted', mintedAt: new Date(nowMs), reason: null })
    .where(and(eq(offerCodes.storeId, storeId), eq(offerCodes.id, id), eq(offerCodes.state, 'minting')));
}

interface NotMinted {
  readonly message: OfferMessage;
  readonly code: CodeRow;
  readonly reason: string;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** There is no such code at the shop: every message that was promised it goes without. */
export async function keepRefused(tx: Tx, { message, code, reason, nowMs }: NotMinted): Promise<void> {
  const { storeId, id } = code;
  await tx
    .update(offerCodes)
    .set({ state: 'revoked', reason, lookAt: null, settledAt: new Date(nowMs) })
    .where(and(eq(offerCodes.storeId, storeId), eq(offerCodes.id, id), eq(offerCodes.state, 'minting')));
  await goWithout(tx, message, 'mint_refused');
}

/** There may be such a code at the shop: nobody gets it, and a worker takes it back. */
export async function keepUnclear(tx: Tx, { message, code, reason, nowMs }: NotMinted): Promise<void> {
  const { storeId, id } = code;
  await tx
    .update(offerCodes)
    .set({ reason, lookAt: new Date(nowMs) })
    .where(and(eq(offerCodes.storeId, storeId), eq(offerCodes.id, id), eq(offerCodes.state, 'minting')));
  await goWithout(tx, message, 'mint_unclear');
}

async function goWithout(tx: Tx, message: OfferMessage, why: WithheldReason): Promise<void> {
  const { storeId, id } = message;
  const [promised] = await tx
    .select({ offerKey: messageOffers.offerKey })
    .from(messageOffers)
    .where(and(eq(messageOffers.storeId, storeId), eq(messageOffers.messageId, id)));
  if (promised) await withhold(tx, message, promised.offerKey, why);
}
