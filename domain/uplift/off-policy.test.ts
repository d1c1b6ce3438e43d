import { describe, expect, test } from 'vitest';
import { type SimulatedRow, simulatedTerms, simulateLog, trueValue } from '../../test/uplift/simulated-people.ts';
import { standardErrorsOf } from '../experiments/confidence-sequence.ts';
import { alwaysOf, type LoggedOutcome, type TargetPolicy } from './logged-outcome.ts';
import { compareOffPolicy, evaluateOffPolicy } from './off-policy.ts';
import { outcomeModelOf, targetOf } from './policy-target.ts';

const even = { none: 1, message: 1, offer: 1 };
const policy = targetOf(simulatedTerms);
const model = outcomeModelOf(simulatedTerms);
const drawn: TargetPolicy = ({ allowed }) => Object.fromEntries(allowed.map(({ id, propensity }) => [id, propensity]));

describe('what a policy would have brought', () => {
  const rows = simulateLog({ people: 12_000, seed: 1, drawnBy: { none: 2, message: 5, offer: 3 }, withoutOffer: 0.4 });

  test('is told by every estimate with an interval that holds the truth', () => {
    for (const target of [policy, alwaysOf('none'), alwaysOf('message'), drawn]) {
      const truth = trueValue(rows, target);
      const found = evaluateOffPolicy(rows, target, model);
      if (found.kind === 'refused') throw new Error(found.reason);
      for (const estimate of [found.ips, found.snips, found.doublyRobust]) {
        expect(estimate?.interval.low).toBeLessThan(truth);
        expect(estimate?.interval.high).toBeGreaterThan(truth);
      }
    }
  });

  test('of the policy that drew is the mean of what it brought', () => {
    const found = evaluateOffPolicy(rows, drawn, model);
    if (found.kind === 'refused') throw new Error(found.reason);
    const mean = rows.reduce((sum, { profitMinor }) => sum + profitMinor, 0) / rows.length;
    for (const { value } of [found.ips, found.snips]) expect(value).toBeCloseTo(mean, 6);
    expect(found.effectiveSample).toBeCloseTo(rows.length, 6);
  });

  test('is right whatever the outcome model says, because the probabilities are', () => {
    const wrong = evaluateOffPolicy(rows, policy, () => 50_000);
    if (wrong.kind === 'refused') throw new Error(wrong.reason);
    const truth = trueValue(rows, policy);
    expect(wrong.doublyRobust?.interval.low).toBeLessThan(truth);
    expect(wrong.doublyRobust?.interval.high).toBeGreaterThan(truth);
  });

  test('is wrong with rounded probabilities: that is why they are kept exactly (operations M11)', () => {
    const rare = simulateLog({ people: 40_000, seed: 2, drawnBy: { none: 6, message: 94 } });
    const rounded = rare.map((row) => ({
      ...row,
      allowed: row.allowed.map((action) => ({ ...action, propensity: Math.round(action.propensity * 10) / 10 })),
    }));
    const ipsOf = (of: readonly LoggedOutcome[]) => {
      const found = evaluateOffPolicy(of, alwaysOf('none'));
      if (found.kind === 'refused') throw new Error(found.reason);
      return found.ips;
    };
    const truth = trueValue(rare, alwaysOf('none'));
    expect(ipsOf(rare).interval.low).toBeLessThan(truth);
    expect(ipsOf(rare).interval.high).toBeGreaterThan(truth);
    expect(ipsOf(rounded).value / truth).toBeLessThan(0.75);
  });

  test('by self-normalized weights is as sure as the ratio of two sums is', () => {
    // Drawn by a half, and yet taken by seven of ten: the weights do not sum up to the number of decisions.
    const unlucky = Array.from({ length: 4_000 }, (_, n): LoggedOutcome => {
      const taken = n % 10 < 7 ? 'message' : 'none';
      const allowed = [
        { id: 'message', kind: 'message', channel: 'email', delayMs: 0, propensity: 0.5 },
        { id: 'none', kind: 'none', channel: null, delayMs: null, propensity: 0.5 },
      ] as const;
      const chances = { none: 0, message: 0, offer: 0 };
      return {
        ...{ personId: `p${n}`, valueMinor: 100, allowed, taken, chances, bought: n % 3 === 0, spentMinor: 0 },
        profitMinor: n % 3 === 0 ? 100 : 0,
      };
    });
    const found = evaluateOffPolicy(unlucky, alwaysOf('message'));
    if (found.kind === 'refused') throw new Error(found.reason);
    const taken = unlucky.filter((row) => row.taken === 'message');
    const value = taken.reduce((sum, { profitMinor }) => sum + profitMinor, 0) / taken.length;
    const squares = taken.reduce((sum, { profitMinor }) => sum + (profitMinor - value) ** 2, 0);
    const spread = (standardErrorsOf(4_000) * Math.sqrt((squares * 4_000) / 3_999)) / taken.length;
    expect(found.snips.value).toBeCloseTo(value, 9);
    expect(found.snips.interval.high - value).toBeCloseTo(spread, 9);
    expect(found.ips.value).toBeCloseTo(value * 1.4, 9);
  });

  test('counts what belongs to one person as one', () => {
    const twice = rows.slice(0, 3_000).flatMap((row) => [row, row, row]);
    const [once, thrice] = [rows.slice(0, 3_000), twice].map((of) => evaluateOffPolicy(of, drawn));
    if (once?.kind !== 'estimated' || thrice?.kind !== 'estimated') throw new Error('refused');
    expect(thrice.people).toBe(once.people);
    expect(thrice.effectiveSample).toBeCloseTo(once.effectiveSample, 6);
    expect(thrice.snips.interval.high).toBeCloseTo(once.snips.interval.high, 6);
  });
});

describe('nothing is estimated', () => {
  test('where the policy would take what was never taken, with its name (operations M11)', () => {
    const withoutOffers = simulateLog({ people: 5_000, seed: 3, drawnBy: { none: 1, message: 1 } });
    const wanting: TargetPolicy = () => ({ offer: 1 });
    expect(evaluateOffPolicy(withoutOffers, wanting)).toEqual({
      ...{ kind: 'refused', reason: 'action_unsupported' },
      ...{ actions: ['offer'], decisions: 5_000 },
    });
  });

  test('from an effective sample below 1,000, with about how much is missing (operations M11)', () => {
    const rows = simulateLog({ people: 4_120, seed: 4, drawnBy: { none: 1, message: 9 } });
    const found = evaluateOffPolicy(rows, alwaysOf('none'));
    if (found.kind !== 'refused' || found.reason !== 'sample_too_small') throw new Error('it was estimated');
    expect(found.effectiveSample).toBeGreaterThan(300);
    expect(found.effectiveSample).toBeLessThan(500);
    const needed = simulateLog({ people: 4_120 + (found.missing ?? 0), seed: 5, drawnBy: { none: 1, message: 9 } });
    const later = evaluateOffPolicy(needed, alwaysOf('none'));
    const sample =
      later.kind === 'estimated' ? later.effectiveSample : 'effectiveSample' in later ? later.effectiveSample : 0;
    expect(sample).toBeGreaterThan(850);
  });

  test('from nothing', () => {
    expect(evaluateOffPolicy([], policy)).toEqual({ kind: 'refused', reason: 'no_decisions' });
  });
});

describe('a policy by expected profit, where it is known who is won by messages', () => {
  const rows: readonly SimulatedRow[] = simulateLog({ people: 40_000, seed: 6, drawnBy: even });
  const byPropensity: TargetPolicy = ({ chances, allowed }) => {
    const wanted = chances.none >= 0.1 ? 'offer' : 'none';
    return alwaysOf(wanted)({ chances, allowed } as LoggedOutcome);
  };
  const others = {
    none: alwaysOf('none'),
    'all messages': alwaysOf('message'),
    'all offers': alwaysOf('offer'),
    propensity: byPropensity,
  };

  for (const [name, than] of Object.entries(others))
    test(`brings more than ${name}, with an interval above zero that holds the truth`, () => {
      for (const with_ of [model, null]) {
        const found = compareOffPolicy(rows, { target: policy, than, model: with_ });
        if (found.kind === 'refused') throw new Error(found.reason);
        const truth = trueValue(rows, policy) - trueValue(rows, than);
        expect(found.difference.interval.low).toBeGreaterThan(0);
        expect(found.difference.interval.low).toBeLessThan(truth);
        expect(found.difference.interval.high).toBeGreaterThan(truth);
      }
    });
});
