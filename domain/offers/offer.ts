/** What a code takes off. Kinds are part of the public API: add, never rename. */
export const offerKinds = ['percent', 'amount', 'free_shipping'] as const;
export type OfferKind = (typeof offerKinds)[number];

/** Who makes codes. Part of the public API: add, never rename. */
export const minterNames = ['pool', 'shopify', 'http'] as const;
export type MinterName = (typeof minterNames)[number];

/**
 * The terms of an offer: what it gives, to whom, and what it may cost. Amounts are minor units of `currency`.
 *
 * @example
 * { kind: 'percent', value: 10, currency: 'EUR', cartMinorMin: 3_000, validDays: 7, marginPercent: 40, ... }
 */
export interface OfferTerms {
  readonly kind: OfferKind;
  /** Percent: 1 to 100. Amount: what it takes off. Free shipping: what shipping costs the store. */
  readonly value: number;
  /** Of the amounts; a cart in another currency gets no offer. Null: the offer names no amount. */
  readonly currency: string | null;
  /** The least value of the cart. */
  readonly cartMinorMin: number;
  /** A percentage of a large cart is no more than this; null: as much as it comes to. */
  readonly discountMinorMax: number | null;
  /** The code is good until the end of the day that many days later, in the store's zone. */
  readonly validDays: number;
  /** Messages of the recovery that went before: with 1, the first one never carries a discount. */
  readonly messagesBefore: number;
  /** What is left of a cart's value after its goods are paid for, in percent. */
  readonly marginPercent: number;
  /** What has to be left of it after the discount too. */
  readonly floorMarginPercent: number;
  /** By how many points of a hundred a code is expected to raise the probability of a purchase. */
  readonly upliftPoints: number;
  /** Codes of a calendar month in the store's zone; null: any number. */
  readonly monthlyCodesMax: number | null;
  /** The same in money; null: no limit. */
  readonly monthlyMinorMax: number | null;
  /** People who got a code in this many recoveries within `lockoutDays` get no other; null: nobody is locked out. */
  readonly lockoutRecoveries: number | null;
  readonly lockoutDays: number;
}

/** What flows and files call an offer; it never changes. */
export const offerKeyPattern = /^[a-z0-9][a-z0-9-]{0,39}$/;

export const offerBounds = {
  offersPerStoreMax: 50,
  nameLengthMax: 80,
  percentMax: 90,
  validDaysMax: 90,
  messagesBeforeMax: 10,
  lockoutDaysMax: 730,
  lockoutRecoveriesMax: 20,
  /** The largest amount of an offer or a budget, in minor units. */
  minorMax: 1_000_000_000,
  monthlyCodesMax: 1_000_000,
  /** Codes that one import may bring. */
  codesPerImportMax: 10_000,
  codeLengthMax: 64,
  /** Codes that one offer may hold unused. */
  freeCodesMax: 200_000,
  /** A pool with fewer unused codes than this is low. */
  poolLowBelow: 50,
} as const;

/** What an offer takes off a cart, not rounded: a percentage never more than its most. */
export function discountOf({ kind, value, discountMinorMax }: OfferTerms, cartMinor: number): number {
  if (kind !== 'percent') return value;
  return Math.min((cartMinor * value) / 100, discountMinorMax ?? Number.POSITIVE_INFINITY);
}

/** How a code is made for one cart: a percentage that comes to more than its most becomes that amount. */
export function grantOf(terms: OfferTerms, cartMinor: number): { readonly kind: OfferKind; readonly value: number } {
  const { kind, value, discountMinorMax } = terms;
  const isCapped = kind === 'percent' && discountMinorMax !== null && (cartMinor * value) / 100 > discountMinorMax;
  return isCapped ? { kind: 'amount', value: discountMinorMax } : { kind, value };
}

/** What a code comes to is kept in whole minor units, to the store's disadvantage. */
export function costOf(terms: OfferTerms, cartMinor: number): number {
  return Math.ceil(discountOf(terms, cartMinor));
}
