import { and, eq, gt, inArray } from 'drizzle-orm';
import { messageOffers, offerCodes } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';

/** The code that a message carries, while it is good; null: none. */
export async function liveCode(
  tx: Tx,
  { storeId, messageId, nowMs }: { readonly storeId: string; readonly messageId: string; readonly nowMs: number },
): Promise<string | null> {
  const [found] = await tx
    .select({ code: offerCodes.code })
    .from(messageOffers)
    .innerJoin(offerCodes, and(eq(offerCodes.storeId, storeId), eq(offerCodes.id, messageOffers.codeId)))
    .where(
      and(
        eq(messageOffers.storeId, storeId),
        eq(messageOffers.messageId, messageId),
        inArray(offerCodes.state, ['minted', 'sent']),
        gt(offerCodes.expiresAt, new Date(nowMs)),
      ),
    );
  return found?.code ?? null;
}
