import { and, count, eq, inArray } from 'drizzle-orm';
import { offerCodes, offers } from '../../../db/postgres/schema/index.ts';
import type { Database, Tx } from '../../../db/postgres/tenancy.ts';
import { type CodeState, codeStates } from '../../../domain/offers/code-state.ts';
import { type MinterName, type OfferTerms, offerBounds } from '../../../domain/offers/offer.ts';
import type { Minter } from '../../../platforms/minters/minter.ts';
import type { Sealer } from '../../../runtime/sealer.ts';
import { ServiceError } from '../../shared/service-error.ts';

export type OfferRow = typeof offers.$inferSelect;

/** The minter of an offer; null: the store gave no access to it, or the codes are imported. */
export type OpenMinter = (offer: OfferRow) => Promise<Minter | null>;

/** What changing offers takes. */
export interface OfferVerbDeps {
  readonly database: Pick<Database, 'app'>;
  readonly sealer: Sealer;
  /** Whether an address may be on this machine: tests and trials only. */
  readonly allowLoopback: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface OfferKey {
  readonly storeId: string;
  readonly offerId: string;
}

export type CodeCounts = Readonly<Record<CodeState, number>>;

export interface Offer {
  readonly id: string;
  readonly key: string;
  readonly revision: number;
  readonly name: string;
  readonly status: 'active' | 'off';
  readonly minter: MinterName;
  readonly mintUrl: string | null;
  readonly terms: OfferTerms;
  readonly codes: CodeCounts;
  /** Of imported codes: few are left. */
  readonly isLow: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function toOffer(row: OfferRow, codes: CodeCounts): Offer {
  const { id, key, revision, name, status, minter, mintUrl, terms, createdAt, updatedAt } = row;
  const isLow = minter === 'pool' && status === 'active' && codes.free < offerBounds.poolLowBelow;
  return { id, key, revision, name, status, minter, mintUrl, terms, codes, isLow, createdAt, updatedAt };
}

/** How many codes of each offer stand where. */
export async function countCodes(
  tx: Tx,
  storeId: string,
  offerIds: readonly string[],
): Promise<ReadonlyMap<string, CodeCounts>> {
  const rows = offerIds.length
    ? await tx
        .select({ offerId: offerCodes.offerId, state: offerCodes.state, n: count() })
        .from(offerCodes)
        .where(and(eq(offerCodes.storeId, storeId), inArray(offerCodes.offerId, [...offerIds])))
        .groupBy(offerCodes.offerId, offerCodes.state)
    : [];
  return new Map(
    offerIds.map((id) => [
      id,
      Object.fromEntries(
        codeStates.map((state) => [state, rows.find((row) => row.offerId === id && row.state === state)?.n ?? 0]),
      ) as CodeCounts,
    ]),
  );
}

export async function withCounts(tx: Tx, row: OfferRow): Promise<Offer> {
  const counts = await countCodes(tx, row.storeId, [row.id]);
  return toOffer(row, counts.get(row.id) ?? noCodes);
}

export const noCodes = Object.fromEntries(codeStates.map((state) => [state, 0])) as CodeCounts;

/** One offer of the store; throws `not_found`. */
export async function findOffer(
  tx: Tx,
  { storeId, offerId }: OfferKey,
  { forUpdate = false }: { readonly forUpdate?: boolean } = {},
): Promise<OfferRow> {
  const query = tx
    .select()
    .from(offers)
    .where(and(eq(offers.storeId, storeId), eq(offers.id, offerId)));
  const [row] = forUpdate ? await query.for('no key update') : await query;
  if (!row) throw new ServiceError('not_found', 'This store has no offer with this id.', { path: 'id' });
  return row;
}

/** An offer as the audit log compares it: its terms one by one. */
export function audited({ key, name, status, minter, mintUrl, terms }: OfferRow): AuditedOffer {
  return { key, name, status, minter, mintUrl, ...terms };
}

type AuditedOffer = Pick<OfferRow, 'key' | 'name' | 'status' | 'minter' | 'mintUrl'> & OfferTerms;

/** Of the audit log: that the address changed, and no more of it. */
export const auditedFields = {
  shown: [
    ...(['key', 'name', 'status', 'minter', 'kind', 'value', 'currency', 'cartMinorMin', 'discountMinorMax'] as const),
    ...(['validDays', 'messagesBefore', 'marginPercent', 'floorMarginPercent', 'upliftPoints'] as const),
    ...(['monthlyCodesMax', 'monthlyMinorMax', 'lockoutRecoveries', 'lockoutDays'] as const),
  ],
  named: ['mintUrl'],
} as const satisfies { shown: readonly (keyof AuditedOffer)[]; named: readonly (keyof AuditedOffer)[] };
