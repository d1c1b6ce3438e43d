import { and, asc, desc, eq } from 'drizzle-orm';
import { offerCodes, offers } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { CodeState } from '../../../domain/offers/code-state.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import type { CodeRow } from './code.ts';
import { countCodes, findOffer, noCodes, type Offer, type OfferKey, toOffer, withCounts } from './offer.ts';

type Read = Pick<Database, 'app'>;

/** Every offer of the store, oldest first. */
export async function listOffers(database: Read, { storeId }: { readonly storeId: string }): Promise<readonly Offer[]> {
  return withStore(database, storeId, async (tx) => {
    const rows = await tx
      .select()
      .from(offers)
      .where(eq(offers.storeId, storeId))
      .orderBy(asc(offers.createdAt), asc(offers.id));
    const counts = await countCodes(
      tx,
      storeId,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => toOffer(row, counts.get(row.id) ?? noCodes));
  });
}

/** What flows of the store may name; one that is switched off too: it gives nothing, and breaks no flow. */
export async function offerKeys(tx: Tx, storeId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.select({ key: offers.key }).from(offers).where(eq(offers.storeId, storeId));
  return new Set(rows.map(({ key }) => key));
}

/** Throws `not_found` for one that is not there. */
export async function getOffer(database: Read, key: OfferKey): Promise<Offer> {
  return withStore(database, key.storeId, async (tx) => withCounts(tx, await findOffer(tx, key)));
}

/** A code with what it is for. */
export type OfferCode = Pick<
  CodeRow,
  | 'id'
  | 'code'
  | 'state'
  | 'recoveryId'
  | 'messageId'
  | 'costMinor'
  | 'currency'
  | 'expiresAt'
  | 'reason'
  | 'createdAt'
  | 'mintedAt'
  | 'sentAt'
  | 'settledAt'
>;

export interface ListCodes extends OfferKey {
  readonly state?: CodeState | undefined;
  readonly limit: number;
  readonly after: TimePosition | null;
}

/** The codes of an offer, newest first. */
export async function listCodes(
  database: Read,
  { storeId, offerId, state, limit, after }: ListCodes,
): Promise<Page<OfferCode, TimePosition>> {
  const rows = await withStore(database, storeId, async (tx) => {
    await findOffer(tx, { storeId, offerId });
    return tx
      .select()
      .from(offerCodes)
      .where(
        and(
          eq(offerCodes.storeId, storeId),
          eq(offerCodes.offerId, offerId),
          state && eq(offerCodes.state, state),
          olderThan(offerCodes.createdAt, offerCodes.id, after),
        ),
      )
      .orderBy(desc(offerCodes.createdAt), desc(offerCodes.id))
      .limit(limit + 1);
  });
  return pageOf(rows, limit, toCode, ({ createdAt, id }) => ({ at: createdAt.getTime(), id }));
}

function toCode(row: CodeRow): OfferCode {
  const { id, code, state, recoveryId, messageId, costMinor, currency, expiresAt, reason } = row;
  const { createdAt, mintedAt, sentAt, settledAt } = row;
  return {
    ...{ id, code, state, recoveryId, messageId, costMinor, currency, expiresAt, reason },
    ...{ createdAt, mintedAt, sentAt, settledAt },
  };
}
