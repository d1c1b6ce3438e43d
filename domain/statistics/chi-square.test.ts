import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { driftNumbers as numbers } from '../../test/statistics/drift-numbers.ts';
import { evidentlyNumbers as evidently } from '../../test/statistics/evidently-numbers.ts';
import { chiSquareLimit, chiSquareTail, normalTails } from './chi-square.ts';
import { totalOf } from './divergence.ts';

describe('the chi-square distribution', () => {
  test.for(numbers.tails)('has the tails of an independent package: $value at $degrees', ({ value, degrees, tail }) => {
    expect(chiSquareTail(value, degrees) / tail).toBeCloseTo(1, 9);
  });

  test.for(evidently.values)('judges shares as evidently does: $name', ({ past, now, chiSquareP }) => {
    const scale = totalOf(now) / totalOf(past);
    const distance = now.reduce((sum, count, value) => {
      const expected = scale * (past[value] ?? 0);
      return sum + (count - expected) ** 2 / expected;
    }, 0);
    expect(chiSquareTail(distance, now.length - 1)).toBeCloseTo(chiSquareP, 10);
  });

  test('has a limit beyond which its tail is what was asked for', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.9, noNaN: true }), fc.integer({ min: 1, max: 40 }), (tail, degrees) => {
        expect(chiSquareTail(chiSquareLimit(tail, degrees), degrees)).toBeCloseTo(tail, 8);
      }),
    );
    expect(normalTails(1.959964)).toBeCloseTo(0.05, 6);
    expect(normalTails(0)).toBe(1);
  });
});
