import { errorRate, standardErrorsOf } from '../experiments/confidence-sequence.ts';
import type { Interval } from '../wilson-interval.ts';
import type { LoggedOutcome, OutcomeModel, TargetPolicy } from './logged-outcome.ts';
import { propensityOf } from './policy-action.ts';

/** With less, a few lucky people decide what a policy seems to bring. Of decisions that were all alike it is their number. */
export const effectiveSampleMin = 1_000;

/** Why nothing is estimated. Codes are part of the public API: add, never rename. */
export type OffPolicyRefusal =
  | { readonly reason: 'no_decisions' }
  /** The policy would take actions that were never taken where it would: what they bring is unknown. */
  | { readonly reason: 'action_unsupported'; readonly actions: readonly string[]; readonly decisions: number }
  /** `missing`: about so many decisions more as they are logged now; null: none of them says anything. */
  | { readonly reason: 'sample_too_small'; readonly effectiveSample: number; readonly missing: number | null };

/** In minor units per decision. */
export interface Estimate {
  readonly value: number;
  /** In which the truth lies in 95 of 100 cases, however often one looks. */
  readonly interval: Interval;
}

export interface OffPolicyEstimate {
  readonly decisions: number;
  readonly people: number;
  readonly effectiveSample: number;
  readonly ips: Estimate;
  readonly snips: Estimate;
  /** Null: no outcome model was given. */
  readonly doublyRobust: Estimate | null;
}

export type OffPolicy =
  | ({ readonly kind: 'estimated' } & OffPolicyEstimate)
  | ({ readonly kind: 'refused' } & OffPolicyRefusal);

/** What a policy would have brought where another one decided, from decisions that were drawn with known probabilities. */
export function evaluateOffPolicy(
  rows: readonly LoggedOutcome[],
  target: TargetPolicy,
  model: OutcomeModel | null = null,
): OffPolicy {
  const people = peopleOf(rows);
  const weighed = weigh(rows, target, people);
  const refusal = refusalOf(rows, [weighed]);
  if (refusal) return { kind: 'refused', ...refusal };
  const estimated = (terms: readonly number[]) => meanWithInterval(terms, people);
  return {
    kind: 'estimated',
    ...{ decisions: rows.length, people: people.count, effectiveSample: weighed.effectiveSample },
    ips: estimated(rows.map(({ profitMinor }, index) => (weighed.weights[index] ?? 0) * profitMinor)),
    snips: estimated(selfNormalized(rows, weighed)),
    doublyRobust: model && estimated(doublyRobust(rows, weighed, model)),
  };
}

export type OffPolicyDifference =
  | {
      readonly kind: 'estimated';
      readonly decisions: number;
      readonly people: number;
      /** The smaller one of both policies. */
      readonly effectiveSample: number;
      readonly difference: Estimate;
    }
  | ({ readonly kind: 'refused' } & OffPolicyRefusal);

export interface ComparedPolicies {
  readonly target: TargetPolicy;
  readonly than: TargetPolicy;
  /** Null: by self-normalized weights alone, so that no model takes part in the judgement. */
  readonly model: OutcomeModel | null;
  /** In so many cases the interval misses the truth; absent: in 5 of 100. Of several judgements, each gets its part. */
  readonly alpha?: number;
}

/** What a policy would have brought more than another one, decision by decision. */
export function compareOffPolicy(
  rows: readonly LoggedOutcome[],
  { target, than, model, alpha }: ComparedPolicies,
): OffPolicyDifference {
  const people = peopleOf(rows);
  const [own, other] = [weigh(rows, target, people), weigh(rows, than, people)];
  const refusal = refusalOf(rows, [own, other]);
  if (refusal) return { kind: 'refused', ...refusal };
  const termsOf = (weighed: Weighed) => (model ? doublyRobust(rows, weighed, model) : selfNormalized(rows, weighed));
  const [terms, otherTerms] = [termsOf(own), termsOf(other)];
  return {
    kind: 'estimated',
    ...{ decisions: rows.length, people: people.count },
    effectiveSample: Math.min(own.effectiveSample, other.effectiveSample),
    difference: meanWithInterval(
      terms.map((term, index) => term - (otherTerms[index] ?? 0)),
      people,
      alpha,
    ),
  };
}

/** What a policy would do about each decision, in their order. */
interface Weighed {
  readonly shares: readonly Readonly<Record<string, number>>[];
  /** How probable the action that was taken would be, by how probable it was. */
  readonly weights: readonly number[];
  readonly effectiveSample: number;
}

function weigh(rows: readonly LoggedOutcome[], target: TargetPolicy, people: People): Weighed {
  const shares = rows.map(target);
  const weights = rows.map((row, index) => (shares[index]?.[row.taken] ?? 0) / propensityOf(row));
  return { shares, weights, effectiveSample: effectiveSample(weights, people) };
}

/**
 * Each decision's share in the self-normalized estimate, such that their mean is it: Σ w r / Σ w, written around its own value, which
 * makes the spread of the mean that of the ratio (the delta method). A. Swaminathan, T. Joachims, "The self-normalized estimator for
 * counterfactual learning" (NeurIPS 2015).
 */
function selfNormalized(rows: readonly LoggedOutcome[], { weights }: Weighed): readonly number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const value = rows.reduce((sum, { profitMinor }, index) => sum + (weights[index] ?? 0) * profitMinor, 0) / whole;
  const scale = rows.length / whole;
  return rows.map(({ profitMinor }, index) => value + scale * (weights[index] ?? 0) * (profitMinor - value));
}

/**
 * What the model expects of the policy, corrected by what it got wrong about the action that was taken. Right where the probabilities
 * are, whatever the model says. M. Dudík, J. Langford, L. Li, "Doubly robust policy evaluation and learning" (ICML 2011).
 */
function doublyRobust(
  rows: readonly LoggedOutcome[],
  { shares, weights }: Weighed,
  model: OutcomeModel,
): readonly number[] {
  return rows.map((row, index) => {
    let [term, ofTaken] = [0, 0];
    for (const action of row.allowed) {
      const expected = model(row, action);
      term += (shares[index]?.[action.id] ?? 0) * expected;
      if (action.id === row.taken) ofTaken = expected;
    }
    return term + (weights[index] ?? 0) * (row.profitMinor - ofTaken);
  });
}

function refusalOf(rows: readonly LoggedOutcome[], policies: readonly Weighed[]): OffPolicyRefusal | null {
  if (rows.length === 0) return { reason: 'no_decisions' };
  const unsupported = new Map<string, number>();
  for (const { shares } of policies)
    rows.forEach(({ allowed }, index) => {
      for (const id in shares[index])
        if ((shares[index]?.[id] ?? 0) > 0 && !allowed.some((action) => action.id === id && action.propensity > 0))
          unsupported.set(id, (unsupported.get(id) ?? 0) + 1);
    });
  if (unsupported.size > 0)
    return {
      reason: 'action_unsupported',
      actions: [...unsupported.keys()].toSorted(),
      decisions: [...unsupported.values()].reduce((most, count) => Math.max(most, count), 0),
    };
  const least = Math.min(...policies.map((policy) => policy.effectiveSample));
  if (least >= effectiveSampleMin) return null;
  const missing = least === 0 ? null : Math.ceil(rows.length * (effectiveSampleMin / least - 1));
  return { reason: 'sample_too_small', effectiveSample: least, missing };
}

interface People {
  readonly count: number;
  /** Of each decision, in order: the number of its person. */
  readonly of: readonly number[];
}

function peopleOf(rows: readonly LoggedOutcome[]): People {
  const numbers = new Map<string, number>();
  const of = rows.map(({ personId }) => {
    const known = numbers.get(personId);
    if (known !== undefined) return known;
    numbers.set(personId, numbers.size);
    return numbers.size - 1;
  });
  return { count: numbers.size, of };
}

function sumsByPerson(values: readonly number[], { count, of }: People): readonly number[] {
  const sums = new Array<number>(count).fill(0);
  values.forEach((value, index) => {
    const person = of[index] ?? 0;
    sums[person] = (sums[person] ?? 0) + value;
  });
  return sums;
}

/**
 * How many decisions the weighted ones are worth, (Σ w)² / Σ w², with the decisions of one person as one (L. Kish, "Survey sampling",
 * 1965).
 */
function effectiveSample(weights: readonly number[], people: People): number {
  const sums = sumsByPerson(weights, people);
  const [sum, squares] = sums.reduce(([all, square], weight) => [all + weight, square + weight * weight], [0, 0]);
  return squares === 0 ? 0 : (sum * sum) / squares;
}

/** The mean per decision, with the interval that holds at all looks; what belongs to one person varies as one. */
function meanWithInterval(terms: readonly number[], people: People, alpha = errorRate): Estimate {
  const value = terms.reduce((sum, term) => sum + term, 0) / terms.length;
  const apart = sumsByPerson(
    terms.map((term) => term - value),
    people,
  );
  const squares = apart.reduce((sum, each) => sum + each * each, 0);
  const error = Math.sqrt((squares * people.count) / Math.max(1, people.count - 1)) / terms.length;
  const spread = standardErrorsOf(people.count, alpha) * error;
  return { value, interval: { low: value - spread, high: value + spread } };
}
