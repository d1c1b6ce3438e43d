import { describe, expect, test } from 'vitest';
import { chance } from '../../test/statistics/chance.ts';
import { numbers } from '../../test/statistics/numbers.ts';
import { logGamma } from '../statistics/log-gamma.ts';
import { sampleRatioLimit, sampleRatioP } from './sample-ratio.ts';

describe('the sample ratio', () => {
  test('is as probable as an independent package computes', () => {
    for (const { people, shares, p } of numbers.savvi.ratios) {
      const arms = people.map((count, index) => ({ people: count, share: shares[index] ?? 0 }));
      expect(sampleRatioP(arms) / p).toBeCloseTo(1, 6);
    }
    for (const [x, value] of numbers.savvi.gammas) expect(logGamma(x)).toBeCloseTo(value, 8);
  });

  test('is told to be wrong, with a look after every person, in at most 1 of 100 runs where it is right', () => {
    let wrong = 0;
    for (let seed = 1; seed <= 1_000; seed++) {
      const random = chance(seed);
      let holdout = 0;
      for (let people = 1; people <= 2_000; people++) {
        if (random() < 0.1) holdout += 1;
        if (people % 10 > 0) continue;
        const p = sampleRatioP([
          { people: people - holdout, share: 90 },
          { people: holdout, share: 10 },
        ]);
        if (p >= 0.01) continue;
        wrong += 1;
        break;
      }
    }
    expect(wrong / 1_000).toBeLessThanOrEqual(0.01);
  });

  test('is told to be wrong where one in five of an arm is lost', () => {
    const arms = [
      { people: 9_000, share: 90 },
      { people: 800, share: 10 },
    ];
    expect(sampleRatioP(arms)).toBeLessThan(sampleRatioLimit);
  });

  test('is impossible with somebody in an arm that takes nobody, and certain with nobody at all', () => {
    const noShare = { people: 1, share: 0 };
    expect(sampleRatioP([{ people: 9, share: 100 }, noShare])).toBe(0);
    expect(
      sampleRatioP([
        { people: 0, share: 90 },
        { people: 0, share: 10 },
      ]),
    ).toBe(1);
  });
});
