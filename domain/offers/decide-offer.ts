import { costOf, discountOf, type OfferTerms } from './offer.ts';

/** What is known when a message asks whether it carries an offer. */
export interface OfferFacts {
  readonly isActive: boolean;
  readonly cart: { readonly valueMinor: number | null; readonly currency: string | null };
  /** The predicted probability of a purchase without a code, 0..1; null: nobody has predicted it. */
  readonly probability: number | null;
  /** Messages of the recovery that went before, or may have. */
  readonly messagesBefore: number;
  /** Other recoveries of the person in which a code was sent, within the offer's days. */
  readonly discountedRecoveries: number;
  /** Codes of the calendar month that count, and what they come to. */
  readonly month: { readonly codes: number; readonly minor: number };
}

/** Why a message carries no code. Codes are part of the public API: add, never rename. */
export const withheldReasons = {
  offer_unknown: 'There is no offer of this name any more.',
  offer_off: 'The offer is switched off.',
  cart_value_unknown: 'What the cart is worth is not known, or is in another currency than the offer.',
  cart_too_small: 'The cart is worth less than the offer asks for.',
  first_message: 'The offer is for a later message of the recovery.',
  locked_out: 'The person got a code in other recoveries of late, and is not taught to wait for the next.',
  margin_floor: 'The discount would leave less than the least margin.',
  does_not_pay: 'The discount is expected to cost more than it brings.',
  budget_codes: 'The codes of this month are used up.',
  budget_money: 'The money for discounts of this month is used up.',
  pool_empty: 'No imported code is left.',
  mint_refused: 'The shop refused to make the code.',
  mint_unclear: 'The shop did not say whether it made the code, however often it was asked.',
} as const;
export type WithheldReason = keyof typeof withheldReasons;

export type OfferDecision =
  | { readonly kind: 'given'; readonly costMinor: number; readonly gainMinor: number }
  | { readonly kind: 'withheld'; readonly reason: WithheldReason };

/** The probability of a purchase where nobody has predicted one. */
export const assumedProbability = 0.1;

/**
 * The ladder: a code is given only where it is expected to pay for itself. With the value V of the cart, its margin m, the
 * discount D and the probabilities p of a purchase without a code and q = min(1, p + uplift) with one, it brings
 *
 *   q · (m · V − D) − p · m · V
 *
 * and is withheld when that is below zero: whoever would buy anyway costs D and brings nothing. No model says q so far, so
 * the uplift is what the store assumes of the offer; p is predicted, or else `assumedProbability`.
 */
export function decideOffer(terms: OfferTerms, facts: OfferFacts): OfferDecision {
  const { cart, month } = facts;
  if (!facts.isActive) return withheld('offer_off');
  const { valueMinor } = cart;
  if (valueMinor === null || valueMinor <= 0 || cart.currency === null) return withheld('cart_value_unknown');
  if (terms.currency !== null && terms.currency !== cart.currency) return withheld('cart_value_unknown');
  if (valueMinor < terms.cartMinorMin) return withheld('cart_too_small');
  if (facts.messagesBefore < terms.messagesBefore) return withheld('first_message');
  if (terms.lockoutRecoveries !== null && facts.discountedRecoveries >= terms.lockoutRecoveries)
    return withheld('locked_out');
  const discount = discountOf(terms, valueMinor);
  const marginLeft = (terms.marginPercent * valueMinor) / 100 - discount;
  if (marginLeft < (terms.floorMarginPercent * valueMinor) / 100) return withheld('margin_floor');
  const gainMinor = expectedGain(terms, { valueMinor, probability: facts.probability });
  if (gainMinor < 0) return withheld('does_not_pay');
  const costMinor = costOf(terms, valueMinor);
  if (terms.monthlyCodesMax !== null && month.codes >= terms.monthlyCodesMax) return withheld('budget_codes');
  if (terms.monthlyMinorMax !== null && month.minor + costMinor > terms.monthlyMinorMax)
    return withheld('budget_money');
  return { kind: 'given', costMinor, gainMinor };
}

/** What a code is expected to bring beyond what the cart brings without it, in minor units of margin. */
export function expectedGain(
  terms: OfferTerms,
  { valueMinor, probability }: { readonly valueMinor: number; readonly probability: number | null },
): number {
  const without = probability ?? assumedProbability;
  const uplift = Math.min(1 - without, terms.upliftPoints / 100);
  // As the uplift's own margin less the discount of everybody who buys: no difference of two large numbers.
  const margin = (terms.marginPercent * valueMinor) / 100;
  return uplift * margin - (without + uplift) * discountOf(terms, valueMinor);
}

function withheld(reason: WithheldReason): OfferDecision {
  return { kind: 'withheld', reason };
}
