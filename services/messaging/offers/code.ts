import { and, asc, desc, eq, gt, inArray, ne } from 'drizzle-orm';
import { offerCodes, offers } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { openCodeStates } from '../../../domain/offers/code-state.ts';
import { uuidV7 } from '../../shared/ids.ts';
import type { OfferRow } from './offer.ts';
import type { OfferMessage } from './offer-message.ts';

export type CodeRow = typeof offerCodes.$inferSelect;

export interface CodeSearch {
  readonly message: Pick<OfferMessage, 'storeId' | 'recoveryId'>;
  /** Of the offer. */
  readonly key: string;
  /** A code that is not looked for. */
  readonly except?: string | null;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

export interface FoundCode {
  readonly code: CodeRow;
  readonly offer: OfferRow;
}

/** The newest code that a recovery was given for an offer and that is still good; null: none. */
export async function findOpenCode(
  tx: Tx,
  { message: { storeId, recoveryId }, key, except = null, nowMs }: CodeSearch,
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

/** What a code is worth, and to which message it is given. */
export type GrantedCode = Pick<
  typeof offerCodes.$inferInsert,
  'recoveryId' | 'messageId' | 'currency' | 'kind' | 'value' | 'costMinor'
> & { readonly expiresAt: Date };

/** One of the imported codes; undefined: none is left. */
export async function takeFromPool(
  tx: Tx,
  offer: OfferRow,
  granted: GrantedCode,
  nowMs: number,
): Promise<CodeRow | undefined> {
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

/** A code that its minter is yet to make. */
export async function insertCode(
  tx: Tx,
  { storeId, id: offerId }: OfferRow,
  granted: GrantedCode & { readonly code: string },
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
