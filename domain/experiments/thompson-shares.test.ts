import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbers } from '../../test/statistics/numbers.ts';
import { dayMs, hourMs } from '../duration.ts';
import { maturedOutcomes, probabilitiesOfBest, shareFloor, thompsonShares } from './thompson-shares.ts';

const variant = (id: string, matured: number, buyers: number) => ({ id, matured, buyers });

describe('the shares of variants', () => {
  test('are how often an independent package chooses each', () => {
    for (const { arms, chosen } of numbers.mabwiser.choices) {
      const best = probabilitiesOfBest(arms.map(([matured, buyers], index) => variant(String(index), matured, buyers)));
      // Of 20,000 choices: three standard errors of the most uncertain one.
      for (const [index, share] of chosen.entries()) expect(Math.abs((best[index] ?? 0) - share)).toBeLessThan(0.0107);
    }
  });

  test('hang on no one who may still buy, whether they have bought or not (field 54)', () => {
    const window = { variants: ['a', 'b'], nowMs: 8 * dayMs, windowMs: 7 * dayMs };
    const viewers = (count: number, name: string, exposedAt: number, buyers: number) =>
      Array.from({ length: count }, (_, n) => ({ variant: name, exposedAt, bought: n < buyers }));
    const old = [...viewers(100, 'a', 0, 10), ...viewers(100, 'b', dayMs, 12)];
    const anHourAgo = viewers(50, 'b', window.nowMs - hourMs, 3);
    expect(maturedOutcomes([...old, ...anHourAgo], window)).toEqual([variant('a', 100, 10), variant('b', 100, 12)]);
    expect(maturedOutcomes(old, { ...window, nowMs: 8 * dayMs - 1 })).toEqual([
      variant('a', 100, 10),
      variant('b', 0, 0),
    ]);
    // Had they been taken for people who did not buy, the better variant would be shown less.
    const asFailures = thompsonShares([variant('a', 100, 10), variant('b', 150, 15)]);
    const shares = thompsonShares(maturedOutcomes([...old, ...anHourAgo], window));
    expect(asFailures.get('b')).toBeLessThan(shares.get('b') ?? 0);
  });

  test('are even where nothing is known, sum up to 1, never fall below the floor, and grow with each buyer', () => {
    expect([...thompsonShares(['a', 'b', 'c', 'd'].map((id) => variant(id, 0, 0))).values()]).toEqual(
      Array.from({ length: 4 }, () => expect.closeTo(0.25, 9)),
    );
    const outcome = fc
      .integer({ min: 0, max: 50_000 })
      .chain((matured) => fc.record({ matured: fc.constant(matured), buyers: fc.integer({ min: 0, max: matured }) }));
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 2, maxLength: 5 }), (outcomes) => {
        const variants = outcomes.map((one, index) => ({ id: String(index), ...one }));
        const shares = [...thompsonShares(variants).values()];
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        for (const share of shares) expect(share).toBeGreaterThanOrEqual(shareFloor - 1e-12);
        const [first, ...others] = variants;
        if (!first) return;
        const better = [{ ...first, matured: first.matured + 1, buyers: first.buyers + 1 }, ...others];
        expect(thompsonShares(better).get('0')).toBeGreaterThanOrEqual((shares[0] ?? 0) - 1e-6);
      }),
      { numRuns: 40 },
    );
  });

  test('cannot be given where the floors alone are more than all', () => {
    expect(() => thompsonShares(Array.from({ length: 21 }, (_, n) => variant(String(n), 0, 0)))).toThrow(RangeError);
  });
});
