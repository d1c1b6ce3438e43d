import type { Channel } from '../channel.ts';

/** What messages and purchases are worth to a store. Amounts are minor units of `currency`. */
export interface PolicyEconomics {
  readonly currency: string;
  /** What is left of a cart's value after its goods are paid for, in percent. */
  readonly marginPercent: number;
  /** What an offer takes off a cart that is bought with it, in percent of its value. */
  readonly discountPercent: number;
  /** What it costs to send one message. */
  readonly sendCostMinor: Readonly<Record<Channel, number>>;
  /** What one message more costs later: people who unsubscribe, complain or stop reading. */
  readonly fatigueMinor: number;
}

export interface PolicyLimits {
  /** The least expected gain for which anything is sent. */
  readonly gainMinorMin: number;
  /** What has to be left of a cart's value after an offer, in percent. */
  readonly floorMarginPercent: number;
  /** Share of decisions that are drawn evenly among the allowed actions. */
  readonly explorationPercent: number;
  /** Offers of a calendar month in the store's zone; null: any number. */
  readonly monthlyOffersMax: number | null;
  /** What offers may come to in a calendar month; null: any amount. */
  readonly monthlyMinorMax: number | null;
}

/**
 * Where the chances of a purchase come from. `assumed`: of a hundred people who would not buy by themselves, so many are won
 * by a message, and so many by a message with an offer. `model`: what one version of the model `uplift` says. `served`: what the
 * version says that is served where the cart is, whichever that is by then.
 */
export type PolicyScores =
  | { readonly kind: 'assumed'; readonly messagePoints: number; readonly offerPoints: number }
  | { readonly kind: 'model'; readonly modelVersionId: string }
  | { readonly kind: 'served' };
/** Those that ask a model. */
export type ModelScores = Exclude<PolicyScores, { kind: 'assumed' }>;

export interface PolicyTerms {
  readonly economics: PolicyEconomics;
  readonly limits: PolicyLimits;
  readonly scores: PolicyScores;
}

/** `draft`: not judged yet; `evaluated`: judged by what was logged; `arm`: a split asks it; `archived`: out of use. */
export const policyStates = ['draft', 'evaluated', 'arm', 'archived'] as const;
export type PolicyState = (typeof policyStates)[number];

export const policyBounds = {
  policiesPerStoreMax: 50,
  nameLengthMax: 80,
  /** With less nobody would find out that something else became better. */
  explorationPercent: { min: 5, max: 50, usual: 10 },
  /** The largest amount, in minor units. */
  minorMax: 1_000_000_000,
  monthlyOffersMax: 1_000_000,
  discountPercentMax: 90,
} as const;

/** The chance of a purchase under each kind of action, 0 to 1. */
export interface PurchaseChances {
  readonly none: number;
  readonly message: number;
  readonly offer: number;
}

/** By what a store assumes, from the chance of a purchase without help. */
export function assumedChances(
  untreated: number,
  { messagePoints, offerPoints }: Extract<PolicyScores, { kind: 'assumed' }>,
): PurchaseChances {
  const won = (points: number) => untreated + ((1 - untreated) * points) / 100;
  return { none: untreated, message: won(messagePoints), offer: won(offerPoints) };
}
