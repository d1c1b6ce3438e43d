import { expect, test } from 'vitest';
import { chance } from '../../test/statistics/chance.ts';
import { simulatedTerms, simulateLog } from '../../test/uplift/simulated-people.ts';
import { chooseAndJudge } from './judge-policy.ts';
import { alwaysOf, halfOf, type LoggedOutcome, type TargetPolicy } from './logged-outcome.ts';
import { compareOffPolicy } from './off-policy.ts';
import { outcomeModelOf, targetOf } from './policy-target.ts';

const model = outcomeModelOf(simulatedTerms);

/** Decisions of a store where nothing that is sent changes anything, or costs anything. */
function withoutEffect(people: number, seed: number): readonly LoggedOutcome[] {
  const random = chance(seed);
  return Array.from({ length: people }, (_, number) => {
    const taken = random() < 0.5 ? 'none' : 'message';
    const bought = random() < 0.15;
    const lucky = random();
    return {
      ...{ personId: `${seed}/${number}`, valueMinor: 5_000, taken, bought },
      allowed: [
        { id: 'none', kind: 'none', channel: null, delayMs: null, propensity: 0.5 },
        { id: 'message', kind: 'message', channel: 'email', delayMs: 0, propensity: 0.5 },
      ],
      // A model that was fitted to chance.
      chances: { none: 0.15, message: 0.1 + 0.1 * lucky, offer: 0.15 },
      profitMinor: bought ? 2_000 * (0.5 + random()) : 0,
      spentMinor: 0,
    };
  });
}

const above = (limit: number): TargetPolicy => {
  const [message, none] = [{ message: 1 }, { none: 1 }];
  return ({ chances }) => (chances.message >= limit ? message : none);
};
const candidates = [0.11, 0.13, 0.15, 0.17, 0.19].map((limit) => ({ id: String(limit), target: above(limit) }));

test('of 200 stores without any effect, at most 5 in 100 are told that a policy brings something (operations M12)', () => {
  let holds = 0;
  let told = 0;
  for (let store = 0; store < 200; store++) {
    const rows = withoutEffect(4_400, store + 1);
    const { judged } = chooseAndJudge(rows, { candidates, than: alwaysOf('message'), model });
    if (judged.kind === 'refused') continue;
    told += 1;
    const { low, high } = judged.difference.interval;
    if (low <= 0 && high >= 0) holds += 1;
  }
  expect(told).toBeGreaterThan(190);
  expect(holds / told).toBeGreaterThanOrEqual(0.95);
});

test('the best of many on the same people would be praised for its luck, so it is judged on others (operations M12)', () => {
  let [same, apart] = [0, 0];
  for (let store = 0; store < 60; store++) {
    const rows = withoutEffect(4_400, 1_000 + store);
    const values = candidates.flatMap(({ target }) => {
      const chosenOn = rows.filter(({ personId }) => halfOf(personId) === 'choose');
      const found = compareOffPolicy(chosenOn, { target, than: alwaysOf('message'), model });
      return found.kind === 'estimated' ? [found.difference.value] : [];
    });
    same += values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    const { judged } = chooseAndJudge(rows, { candidates, than: alwaysOf('message'), model });
    apart += judged.kind === 'estimated' ? judged.difference.value : 0;
  }
  expect(same / 60).toBeGreaterThan(3);
  expect(Math.abs(apart / 60)).toBeLessThan(same / 120);
});

test('where there is an effect, the policy that is chosen brings more on the other half', () => {
  const rows = simulateLog({ people: 60_000, seed: 11, drawnBy: { none: 1, message: 1, offer: 1 } });
  const { limits } = simulatedTerms;
  const terms = [0, 20, 100, 400].map((gainMinorMin) => ({
    id: String(gainMinorMin),
    target: targetOf({ ...simulatedTerms, limits: { ...limits, gainMinorMin } }),
  }));
  const { chosen, judged } = chooseAndJudge(rows, { candidates: terms, than: alwaysOf('offer'), model });
  expect(chosen).not.toBeNull();
  if (judged.kind === 'refused') throw new Error(judged.reason);
  expect(judged.difference.interval.low).toBeGreaterThan(0);
});

test('a person stays in one half, and the halves are even', () => {
  const first = Array.from({ length: 10_000 }, (_, n) => halfOf(`person-${n}`));
  expect(Array.from({ length: 10_000 }, (_, n) => halfOf(`person-${n}`))).toEqual(first);
  expect(Math.abs(first.filter((half) => half === 'judge').length - 5_000)).toBeLessThan(200);
});
