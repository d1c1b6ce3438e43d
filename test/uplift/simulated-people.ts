import { type DecisionResult, profitOf, spendingOf } from '../../domain/uplift/expected-gain.ts';
import type { LoggedOutcome, TargetPolicy } from '../../domain/uplift/logged-outcome.ts';
import type { AllowedAction, PolicyAction } from '../../domain/uplift/policy-action.ts';
import type { PolicyTerms, PurchaseChances } from '../../domain/uplift/policy-terms.ts';
import { chance } from '../statistics/chance.ts';

export const simulatedActions: readonly PolicyAction[] = [
  { id: 'none', kind: 'none', channel: null, delayMs: null },
  { id: 'message', kind: 'message', channel: 'email', delayMs: 3_600_000 },
  { id: 'offer', kind: 'offer', channel: 'email', delayMs: 3_600_000 },
];

export const simulatedTerms: Pick<PolicyTerms, 'economics' | 'limits'> = {
  economics: {
    currency: 'EUR',
    marginPercent: 40,
    discountPercent: 15,
    sendCostMinor: { email: 2, sms: 8, push: 1 },
    fatigueMinor: 10,
  },
  limits: {
    gainMinorMin: 0,
    floorMarginPercent: 0,
    explorationPercent: 5,
    monthlyOffersMax: null,
    monthlyMinorMax: null,
  },
};

/** A kind of people, with its share and its true chances of a purchase. */
export interface SimulatedKind {
  readonly share: number;
  readonly chances: PurchaseChances;
}

/** Won by a message, buy anyway, do not buy anyway, driven off by it. */
export const fourKinds: readonly SimulatedKind[] = [
  { share: 0.25, chances: { none: 0.05, message: 0.2, offer: 0.35 } },
  { share: 0.15, chances: { none: 0.6, message: 0.61, offer: 0.64 } },
  { share: 0.5, chances: { none: 0.02, message: 0.021, offer: 0.03 } },
  { share: 0.1, chances: { none: 0.3, message: 0.15, offer: 0.2 } },
];

export interface SimulatedRow extends LoggedOutcome {
  /** The true ones; `chances` is what a model with errors says of them. */
  readonly truth: PurchaseChances;
}

export interface SimulatedLog {
  readonly kinds?: readonly SimulatedKind[];
  readonly people: number;
  readonly seed: number;
  /** How probable each action is drawn, by id; some carts may not get the offer, and then these of the others are scaled. */
  readonly drawnBy: Readonly<Record<string, number>>;
  /** Share of the carts for which the offer is not allowed. */
  readonly withoutOffer?: number;
  /** How far the model is off, in log-odds; 0: it knows the truth. */
  readonly noise?: number;
}

/** Decisions of a store whose people are known, drawn by chance, with what came of them. */
export function simulateLog({
  kinds = fourKinds,
  people,
  seed,
  drawnBy,
  withoutOffer = 0,
  noise = 0.3,
}: SimulatedLog): readonly SimulatedRow[] {
  const random = chance(seed);
  const blurred = (probability: number) => {
    const spread = noise * (random() + random() + random() - 1.5) * 2;
    return 1 / (1 + Math.exp(-(Math.log(probability / (1 - probability)) + spread)));
  };
  return Array.from({ length: people }, (_, number) => {
    const { chances: truth } = pick(kinds, ({ share }) => share, random);
    const mayOffer = random() >= withoutOffer;
    const open = simulatedActions.filter(({ id }) => (drawnBy[id] ?? 0) > 0 && (mayOffer || id !== 'offer'));
    const whole = open.reduce((sum, { id }) => sum + (drawnBy[id] ?? 0), 0);
    const allowed: AllowedAction[] = open.map((action) => ({
      ...action,
      propensity: (drawnBy[action.id] ?? 0) / whole,
    }));
    const taken = pick(allowed, ({ propensity }) => propensity, random);
    const valueMinor = Math.round(2_000 + 8_000 * random() ** 2);
    const bought = random() < truth[taken.kind];
    const result = resultOf(taken, valueMinor, bought);
    const chances = { none: blurred(truth.none), message: blurred(truth.message), offer: blurred(truth.offer) };
    return {
      ...{ personId: `person-${seed}-${number}`, valueMinor, allowed, taken: taken.id, truth, chances, bought },
      profitMinor: profitOf(result, simulatedTerms.economics),
      spentMinor: spendingOf(result, simulatedTerms.economics),
    };
  });
}

/** What people brought, each in minor units, where a policy decided about them: by its scores, while what they do follows the truth. */
export function simulateProfits({
  target,
  people,
  seed,
}: {
  readonly target: TargetPolicy;
  readonly people: number;
  readonly seed: number;
}): readonly number[] {
  const random = chance(seed + 1);
  return simulateLog({ people, seed, drawnBy: { none: 1, message: 1, offer: 1 } }).map((row) => {
    const shares = target(row);
    const taken = pick(row.allowed, ({ id }) => shares[id] ?? 0, random);
    const result = resultOf(taken, row.valueMinor ?? 0, random() < row.truth[taken.kind]);
    return profitOf(result, simulatedTerms.economics);
  });
}

function resultOf({ kind, channel }: PolicyAction, valueMinor: number, bought: boolean): DecisionResult {
  const { discountPercent } = simulatedTerms.economics;
  const discountMinor = bought && kind === 'offer' ? (valueMinor * discountPercent) / 100 : 0;
  const messages = { email: 0, sms: 0, push: 0 };
  if (channel !== null) messages[channel] = 1;
  return { paidMinor: bought ? valueMinor - discountMinor : 0, discountMinor, messages };
}

/** What a policy truly brings per decision: no chance in it, because the truth is known. */
export function trueValue(rows: readonly SimulatedRow[], target: TargetPolicy): number {
  const { economics } = simulatedTerms;
  const sum = rows.reduce((all, row) => {
    const shares = target(row);
    return row.allowed.reduce((of, action) => {
      const q = row.truth[action.kind];
      const [won, lost] = [true, false].map((bought) =>
        profitOf(resultOf(action, row.valueMinor ?? 0, bought), economics),
      );
      const value = q * (won ?? 0) + (1 - q) * (lost ?? 0);
      return of + (shares[action.id] ?? 0) * value;
    }, all);
  }, 0);
  return sum / rows.length;
}

function pick<T>(from: readonly T[], shareOf: (one: T) => number, random: () => number): T {
  let left = random() * from.reduce((sum, one) => sum + shareOf(one), 0);
  for (const one of from) {
    left -= shareOf(one);
    if (left < 0) return one;
  }
  const last = from.at(-1);
  if (last === undefined) throw new RangeError('there is nothing to pick');
  return last;
}
