import type { offers } from '../../../db/postgres/schema/index.ts';
import type { Minter } from '../../../platforms/minters/minter.ts';

export type OfferRow = typeof offers.$inferSelect;

/** The minter of an offer; null: the store gave no access to it, or the codes are imported. */
export type OpenMinter = (offer: OfferRow) => Promise<Minter | null>;
