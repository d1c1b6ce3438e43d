import { expect, test } from 'vitest';
import { simulatedTerms, simulateLog, simulateProfits, trueValue } from '../../test/uplift/simulated-people.ts';
import { differenceInterval } from '../experiments/confidence-sequence.ts';
import { alwaysOf, type TargetPolicy } from './logged-outcome.ts';
import { evaluateOffPolicy } from './off-policy.ts';
import { outcomeModelOf, targetOf } from './policy-target.ts';

const policy = targetOf(simulatedTerms);
/** Writes with an offer to whoever is likely to buy: what a score of purchases alone would do. */
const byPropensity: TargetPolicy = (row) => alwaysOf(row.chances.none >= 0.1 ? 'offer' : 'none')(row);
const people = 60_000;
const summaryOf = (profits: readonly number[]) => {
  const mean = profits.reduce((sum, one) => sum + one, 0) / profits.length;
  const variance = profits.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (profits.length - 1);
  return { people: profits.length, mean, variance };
};
const measured = summaryOf(simulateProfits({ target: policy, people, seed: 31 }));

test.for([
  ['nobody', alwaysOf('none')],
  ['everybody', alwaysOf('message')],
  ['everybody, with an offer', alwaysOf('offer')],
  ['whoever is likely to buy', byPropensity],
] as const)('people about whom the policy decides bring more than writing to %s', ([, than], { expect: check }) => {
  const other = summaryOf(simulateProfits({ target: than, people, seed: 32 }));
  check(differenceInterval(measured, other)?.low).toBeGreaterThan(0);
});

test('what was told of the policy before it decided is what it brings then, within its interval', () => {
  const before = simulateLog({ people: 20_000, seed: 33, drawnBy: { none: 1, message: 2, offer: 1 } });
  const told = evaluateOffPolicy(before, policy, outcomeModelOf(simulatedTerms));
  if (told.kind === 'refused') throw new Error(told.reason);
  const error = 4 * Math.sqrt(measured.variance / measured.people);
  for (const estimate of [told.snips, told.doublyRobust]) {
    expect(measured.mean).toBeGreaterThan((estimate?.interval.low ?? 0) - error);
    expect(measured.mean).toBeLessThan((estimate?.interval.high ?? 0) + error);
    const truth = trueValue(before, policy);
    expect(estimate?.interval.low).toBeLessThan(truth);
    expect(estimate?.interval.high).toBeGreaterThan(truth);
  }
});
