import { stickyArm } from '../flow/sticky-arm.ts';
import { discountOf, expectedGain } from './expected-gain.ts';
import type { AllowedAction, PolicyAction, PolicyDecision } from './policy-action.ts';
import type { PolicyEconomics, PolicyLimits, PurchaseChances } from './policy-terms.ts';

/** Why an action that could reach the person was not among the allowed. */
export const withheldActionReasons = ['margin_floor', 'budget_offers', 'budget_money', 'cart_value_unknown'] as const;
export type WithheldActionReason = (typeof withheldActionReasons)[number];

export interface PolicyCart {
  /** Of whom the same action is drawn again. */
  readonly subjectId: string;
  readonly stepId: string;
  /** Null: it is not known, or in another currency. */
  readonly valueMinor: number | null;
  readonly chances: PurchaseChances;
  /** Offers of this calendar month so far, and what they come to. */
  readonly month: { readonly offers: number; readonly minor: number };
}

export interface ChosenAction extends PolicyDecision {
  /** The action that is expected to bring most; with several alike, the first. */
  readonly best: string;
  /** Taken by the share that is drawn evenly, and not the best. */
  readonly explored: boolean;
  /** By action, in minor units; only of those that were allowed. */
  readonly gains: Readonly<Record<string, number>>;
  readonly withheld: readonly { readonly id: string; readonly reason: WithheldActionReason }[];
}

/**
 * The action that is expected to bring most, among those that may be taken; and by the share of exploration any of them, so that it
 * stays known what the others bring. `reachable` are the actions after consent and caps; offers that would break the floor of the
 * margin or a budget are left out before anything is drawn, so the probabilities are those over what was allowed.
 *
 * Where nothing may be taken but what is below the least gain, the one that loses least is: a split has no way out of itself.
 */
export function choosePolicyAction(
  reachable: readonly PolicyAction[],
  cart: PolicyCart,
  { economics, limits }: { readonly economics: PolicyEconomics; readonly limits: PolicyLimits },
): ChosenAction {
  const judged = reachable.map((action) => ({ action, reason: withheldReason(action, cart, economics, limits) }));
  const withheld = judged.flatMap(({ action, reason }) => (reason === null ? [] : [{ id: action.id, reason }]));
  const free = judged.flatMap(({ action, reason }) => (reason === null ? [action] : []));
  // A split of offers only, with all of them out of budget, has to go on somewhere: by the ways as they are written.
  const open = free.length > 0 ? free : reachable;
  const valueMinor = cart.valueMinor ?? 0;
  const gained = open.map((action) => ({
    action,
    gain: expectedGain(action, { valueMinor, chances: cart.chances }, economics),
  }));
  const winners = winnersOf(gained, limits.gainMinorMin);
  const exploration = limits.explorationPercent / 100;
  const allowed: AllowedAction[] = gained.map(({ action }) => ({
    ...action,
    propensity: exploration / open.length + (winners.has(action.id) ? (1 - exploration) / winners.size : 0),
  }));
  const { id: taken } = stickyArm(
    cart,
    allowed.map(({ id, propensity }) => ({ id, share: propensity })),
  );
  const [best = taken] = winners;
  const gains = Object.fromEntries(gained.map(({ action, gain }) => [action.id, gain]));
  return { allowed, taken, best, explored: !winners.has(taken), gains, withheld };
}

/** Ids of the actions that bring most; doing nothing needs no least gain. */
function winnersOf(
  gained: readonly { readonly action: PolicyAction; readonly gain: number }[],
  gainMinorMin: number,
): ReadonlySet<string> {
  const worth = gained.filter(({ action, gain }) => action.kind === 'none' || gain >= gainMinorMin);
  const candidates = worth.length > 0 ? worth : gained;
  const most = candidates.reduce((highest, { gain }) => Math.max(highest, gain), Number.NEGATIVE_INFINITY);
  return new Set(candidates.filter(({ gain }) => gain === most).map(({ action }) => action.id));
}

function withheldReason(
  { kind }: PolicyAction,
  { valueMinor, month }: PolicyCart,
  economics: PolicyEconomics,
  { floorMarginPercent, monthlyOffersMax, monthlyMinorMax }: PolicyLimits,
): WithheldActionReason | null {
  if (kind !== 'offer') return null;
  if (valueMinor === null || valueMinor <= 0) return 'cart_value_unknown';
  if (economics.marginPercent - economics.discountPercent < floorMarginPercent) return 'margin_floor';
  if (monthlyOffersMax !== null && month.offers >= monthlyOffersMax) return 'budget_offers';
  const cost = Math.ceil(discountOf(valueMinor, economics));
  return monthlyMinorMax !== null && month.minor + cost > monthlyMinorMax ? 'budget_money' : null;
}
