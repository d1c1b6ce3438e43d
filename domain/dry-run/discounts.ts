import { decideOffer } from '../offers/decide-offer.ts';
import { costOf, type OfferTerms } from '../offers/offer.ts';
import type { RehearsedCart, RehearsedRecovery } from '../rehearse.ts';
import { isEnough, type RecordedRecoveries } from './estimates.ts';

/** An offer of the store, as a dry run gives it. */
export interface TriedOffer {
  readonly key: string;
  readonly isActive: boolean;
  readonly terms: OfferTerms;
  /** Imported codes that are left; null: codes are made as they are needed. */
  readonly codesLeft: number | null;
  /** Codes of this calendar month that count already, and what they come to. */
  readonly month: { readonly codes: number; readonly minor: number };
}

/** What codes would take off, where messages offer any. */
export interface ExpectedDiscounts {
  readonly codes: number;
  /** If every code were used, minor units; codes in other currencies are not in it. */
  readonly mostMinor: number;
  /** The same times the share of recoveries that an order followed; null: too little is recorded. */
  readonly expectedMinor: number | null;
}

export interface Discounts {
  add(cart: RehearsedCart, recovery: RehearsedRecovery): void;
  /** In one currency; null: no message offers anything. */
  expected(currency: string | null, recorded: RecordedRecoveries): ExpectedDiscounts | null;
}

/**
 * Gives codes by the rules of a real message (`decideOffer`): one for each recovery and offer, in the first message that may carry
 * it. Budgets of the month begin where they stand now, and whoever got codes before the days that are tried is not known here.
 */
export function createDiscounts(offers: readonly TriedOffer[]): Discounts {
  const states = new Map(offers.map(({ month, ...offer }) => [offer.key, { ...offer, ...month, given: 0 }]));
  const recoveriesOf = new Map<string, number>();
  const minorBy = new Map<string, number>();
  let [asked, codes] = [false, 0];
  return {
    add(cart, { sent }) {
      const { valueMinor, currency } = cart.snapshot.cart;
      const has = new Set<string>();
      const steps = new Set<string>();
      for (const { stepId, offer: key } of sent) {
        const messagesBefore = steps.has(stepId) ? steps.size - 1 : steps.size;
        steps.add(stepId);
        if (key === undefined) continue;
        asked = true;
        const offer = states.get(key);
        if (!offer || has.has(key)) continue;
        const decision = decideOffer(offer.terms, {
          ...{ isActive: offer.isActive, cart: { valueMinor, currency }, messagesBefore },
          probability: cart.prediction.kind === 'known' ? cart.prediction.probability : null,
          discountedRecoveries: recoveriesOf.get(cart.customerId) ?? 0,
          month: { codes: offer.codes, minor: offer.minor },
        });
        const isEmpty = offer.codesLeft !== null && offer.given >= offer.codesLeft;
        if (decision.kind === 'withheld' || isEmpty || valueMinor === null || currency === null) continue;
        const costMinor = costOf(offer.terms, valueMinor);
        has.add(key);
        offer.given += 1;
        offer.codes += 1;
        offer.minor += costMinor;
        codes += 1;
        minorBy.set(currency, (minorBy.get(currency) ?? 0) + costMinor);
      }
      if (has.size > 0) recoveriesOf.set(cart.customerId, (recoveriesOf.get(cart.customerId) ?? 0) + 1);
    },
    expected(currency, recorded) {
      if (!asked) return null;
      const mostMinor = currency === null ? 0 : (minorBy.get(currency) ?? 0);
      const share = isEnough(recorded) ? recorded.recovered / recorded.recoveries : null;
      return { codes, mostMinor, expectedMinor: share === null ? null : Math.round(mostMinor * share) };
    },
  };
}
