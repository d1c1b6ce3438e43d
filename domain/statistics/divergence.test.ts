import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { driftNumbers as numbers } from '../../test/statistics/drift-numbers.ts';
import { evidentlyNumbers as evidently } from '../../test/statistics/evidently-numbers.ts';
import { klDivergence, smoothed, stabilityIndex, totalOf } from './divergence.ts';

describe('distances of two spreads', () => {
  test.for(numbers.spreads)('are those of an independent package: $psi', ({ now, past, psi, kl }) => {
    expect(stabilityIndex(now, past)).toBeCloseTo(psi, 12);
    expect(klDivergence(now, past)).toBeCloseTo(kl, 12);
  });

  const normalised = (counts: readonly number[]) => counts.map((count) => count / totalOf(counts));
  /** The root of the mean divergence of both from their middle. */
  const distanceOf = (one: readonly number[], other: readonly number[]) => {
    const middle = one.map((share, bin) => (share + (other[bin] ?? 0)) / 2);
    return Math.sqrt((klDivergence(one, middle) + klDivergence(other, middle)) / 2);
  };

  test.for(evidently.numbers)('are those of evidently over its own bins: numbers that are $name', (told) => {
    const { past, now } = told.shares;
    expect(stabilityIndex(now, past)).toBeCloseTo(told.psi, 10);
    expect(klDivergence(normalised(past), normalised(now))).toBeCloseTo(told.kl, 10);
  });

  test.for(evidently.values)('are those of evidently over values: $name', (told) => {
    const [past, now] = [normalised(told.past), normalised(told.now)];
    expect(stabilityIndex(now, past)).toBeCloseTo(told.psi, 10);
    expect(klDivergence(past, now)).toBeCloseTo(told.kl, 10);
    expect(distanceOf(past, now)).toBeCloseTo(told.js, 10);
  });

  const shares = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 4, maxLength: 4 }).map((counts) => {
    const all = counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count) => count / all);
  });

  test('are 0 only of the same spread, never below it, and the index is the same both ways', () => {
    fc.assert(
      fc.property(shares, shares, (now, past) => {
        expect(klDivergence(now, past)).toBeGreaterThanOrEqual(-1e-12);
        expect(stabilityIndex(now, past)).toBeCloseTo(stabilityIndex(past, now), 10);
        expect(stabilityIndex(now, past)).toBeCloseTo(klDivergence(now, past) + klDivergence(past, now), 10);
        expect(stabilityIndex(now, now)).toBe(0);
      }),
    );
  });

  test('are finite where nobody is in a bin yet', () => {
    expect(stabilityIndex(smoothed([0, 1], 100), smoothed([0.5, 0.5], 300))).toBeLessThan(10);
  });
});
