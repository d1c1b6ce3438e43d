import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayMs } from '../duration.ts';
import { maturityMs } from '../prediction-maturity.ts';
import { learnedFromMs } from './learned-from.ts';

const nowMs = 1_000 * dayMs;
const keptMs = 180 * dayMs;

test('without a change all carts that are kept teach', () => {
  expect(learnedFromMs({ nowMs, keptMs, changedMs: null })).toBe(nowMs - keptMs);
});

test('what sets the level of a model, and measures it, came after the change', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 170 }), (daysAgo) => {
      const changedMs = nowMs - daysAgo * dayMs;
      const fromMs = learnedFromMs({ nowMs, keptMs, changedMs });
      const newestMs = nowMs - maturityMs;
      const measuredFromMs = newestMs - 0.3 * (newestMs - fromMs);
      expect(fromMs).toBeGreaterThanOrEqual(nowMs - keptMs);
      expect(measuredFromMs).toBeGreaterThanOrEqual(changedMs - 1);
    }),
  );
});

test('a change of which no end is known yet moves nothing', () => {
  expect(learnedFromMs({ nowMs, keptMs, changedMs: nowMs - dayMs })).toBe(nowMs - keptMs);
});
