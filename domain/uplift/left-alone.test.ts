import { expect, test } from 'vitest';
import { simulatedTerms, simulateLog, trueValue } from '../../test/uplift/simulated-people.ts';
import { peopleLeftAlone } from './left-alone.ts';
import { alwaysOf } from './logged-outcome.ts';
import { groupPeople } from './people-group.ts';
import { leavesAlone } from './policy-target.ts';

const rows = simulateLog({ people: 30_000, seed: 21, drawnBy: { none: 1, message: 1 }, noise: 0.02 });

test('who is left alone, how many of them buy anyway, and what that saves, is told with intervals that hold the truth', () => {
  const found = peopleLeftAlone(rows, alwaysOf('message'), simulatedTerms);
  const alone = rows.filter((row) => leavesAlone(row, simulatedTerms));
  expect(found.decisions).toBe(alone.length);
  // Not those who are won by messages: three of four people.
  expect(alone.length / rows.length).toBeGreaterThan(0.6);
  const anyway = alone.reduce((sum, { truth }) => sum + truth.none, 0) / alone.length;
  expect(found.boughtAnyway?.interval.low).toBeLessThan(anyway);
  expect(found.boughtAnyway?.interval.high).toBeGreaterThan(anyway);
  const saved = alone.length * (trueValue(alone, alwaysOf('none')) - trueValue(alone, alwaysOf('message')));
  expect(found.saved?.interval.low).toBeLessThan(saved);
  expect(found.saved?.interval.high).toBeGreaterThan(saved);
  expect(found.spentMinor).toBe(12 * alone.filter(({ taken }) => taken === 'message').length);
});

test('what is saved is not told from few people', () => {
  const found = peopleLeftAlone(rows.slice(0, 900), alwaysOf('message'), simulatedTerms);
  expect(found.saved).toBeNull();
  expect(found.refused?.reason).toBe('sample_too_small');
});

test('people are told in four groups, each beside what happened to them', () => {
  const groups = groupPeople(
    rows.map(({ chances, taken, bought }) => ({ chances, treated: taken === 'message', bought })),
  );
  const of = (name: string) => groups.find(({ group }) => group === name);
  expect(of('persuadable')?.interval?.low).toBeGreaterThan(0);
  expect(of('sleeping_dog')?.interval?.high).toBeLessThan(0);
  expect(of('lost_cause')?.seen.none).toBeLessThan(0.1);
  expect(groups.reduce((sum, { people }) => sum + people, 0)).toBe(rows.length);
});
