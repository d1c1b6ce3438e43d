import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulatedActions, simulatedTerms } from '../../test/uplift/simulated-people.ts';
import { choosePolicyAction, type PolicyCart } from './choose-policy-action.ts';
import { expectedGain } from './expected-gain.ts';
import { assumedChances } from './policy-terms.ts';

const cart: PolicyCart = {
  ...{ subjectId: 'person-1', stepId: 'split-1', valueMinor: 10_000 },
  chances: { none: 0.1, message: 0.2, offer: 0.3 },
  month: { offers: 0, minor: 0 },
};
const { economics, limits } = simulatedTerms;
const best = (given: Partial<PolicyCart>, terms = simulatedTerms) =>
  choosePolicyAction(simulatedActions, { ...cart, ...given }, terms).best;

describe('what a policy does about a cart', () => {
  test('leaves somebody alone who would buy anyway, and never gives them an offer', () => {
    expect(best({ chances: { none: 0.7, message: 0.7, offer: 0.72 } })).toBe('none');
  });

  test('leaves somebody alone whom messages drive off', () => {
    expect(best({ chances: { none: 0.3, message: 0.2, offer: 0.25 } })).toBe('none');
  });

  test('writes to somebody who is won by a message, and gives an offer only where it wins more than it costs', () => {
    // A message brings 0.1 · 4,000 − 12; an offer 0.2 · 4,000 − 0.3 · 1,500 − 12.
    expect(best({})).toBe('message');
    expect(best({ chances: { none: 0.02, message: 0.03, offer: 0.4 } })).toBe('offer');
  });

  test('counts the discount of everybody who buys, and not of those who are won only', () => {
    const chances = { none: 0.5, message: 0.5, offer: 0.6 };
    const offer = simulatedActions.find(({ kind }) => kind === 'offer');
    if (!offer) throw new Error('there is no offer');
    expect(expectedGain(offer, { valueMinor: 10_000, chances }, economics)).toBeCloseTo(
      0.1 * 4_000 - 0.6 * 1_500 - 12,
      9,
    );
  });

  test('asks for the least gain of what it sends, and of nothing else', () => {
    const terms = { economics, limits: { ...limits, gainMinorMin: 1_000 } };
    expect(best({}, terms)).toBe('none');
    const withoutNone = choosePolicyAction(simulatedActions.slice(1), cart, terms);
    expect(withoutNone.best).toBe('message');
  });

  test('leaves out offers before it draws: below the floor of the margin, out of budget, or of a cart without a value', () => {
    const chances = { none: 0.02, message: 0.03, offer: 0.4 };
    const withheld = (given: Partial<PolicyCart>, changed: Partial<typeof limits>) => {
      const chosen = choosePolicyAction(
        simulatedActions,
        { ...cart, chances, ...given },
        { economics, limits: { ...limits, ...changed } },
      );
      expect(chosen.allowed.map(({ id }) => id)).toEqual(['none', 'message']);
      expect(chosen.allowed.reduce((sum, { propensity }) => sum + propensity, 0)).toBeCloseTo(1, 12);
      return chosen.withheld[0]?.reason;
    };
    expect(withheld({}, { floorMarginPercent: 26 })).toBe('margin_floor');
    expect(withheld({ month: { offers: 5, minor: 0 } }, { monthlyOffersMax: 5 })).toBe('budget_offers');
    expect(withheld({ month: { offers: 5, minor: 9_000 } }, { monthlyMinorMax: 10_000 })).toBe('budget_money');
    expect(withheld({ valueMinor: null }, {})).toBe('cart_value_unknown');
  });

  test('takes each action as often as it is kept that it would (operations M11)', () => {
    const chances = { none: 0.1, message: 0.4, offer: 0.3 };
    const people = 20_000;
    const counts = new Map<string, number>();
    for (let n = 0; n < people; n++) {
      const { taken } = choosePolicyAction(simulatedActions, { ...cart, chances, subjectId: `p${n}` }, simulatedTerms);
      counts.set(taken, (counts.get(taken) ?? 0) + 1);
    }
    const { allowed } = choosePolicyAction(simulatedActions, { ...cart, chances }, simulatedTerms);
    for (const { id, propensity } of allowed) {
      const error = Math.sqrt((propensity * (1 - propensity)) / people);
      expect(Math.abs((counts.get(id) ?? 0) / people - propensity)).toBeLessThan(4 * error);
    }
  });

  test('keeps exact probabilities over the allowed actions, none below its share of the exploration (operations M11)', () => {
    const chance = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({ none: chance, message: chance, offer: chance }),
        fc.shuffledSubarray([...simulatedActions], { minLength: 1 }),
        fc.double({ min: 5, max: 50, noNaN: true }),
        fc.uuid(),
        (chances, reachable, explorationPercent, subjectId) => {
          const chosen = choosePolicyAction(
            reachable,
            { ...cart, chances, subjectId },
            { economics, limits: { ...limits, explorationPercent } },
          );
          expect(chosen.allowed.map(({ id }) => id)).toEqual(reachable.map(({ id }) => id));
          expect(chosen.allowed.reduce((sum, { propensity }) => sum + propensity, 0)).toBeCloseTo(1, 12);
          for (const { propensity } of chosen.allowed)
            expect(propensity).toBeGreaterThanOrEqual(explorationPercent / 100 / reachable.length);
          expect(reachable.map(({ id }) => id)).toContain(chosen.taken);
        },
      ),
    );
  });
});

test('what a store assumes of messages goes by those who would not buy by themselves', () => {
  const chances = assumedChances(0.6, { kind: 'assumed', messagePoints: 5, offerPoints: 10 });
  expect(chances.message).toBeCloseTo(0.62, 12);
  expect(chances.offer).toBeCloseTo(0.64, 12);
});
