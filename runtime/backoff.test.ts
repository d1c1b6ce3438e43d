import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs, withoutJitter } from './backoff.ts';

const backoff = { minMs: 100, maxMs: 1_000 };
const fourPauses = (random: () => number) => [1, 2, 3, 4].map((attempt) => backoffMs(attempt, backoff, random));

test('without jitter the pause doubles with each attempt, up to the longest', () => {
  expect(fourPauses(withoutJitter)).toEqual([100, 200, 400, 800]);
  expect(backoffMs(5, backoff, withoutJitter)).toBe(1_000);
});

test('with jitter it is the drawn share of that', () => {
  expect(fourPauses(() => 0.25)).toEqual([25, 50, 100, 200]);
});

test('it is a whole number between nothing and the longest pause after any number of attempts', () => {
  const attempt = fc.integer({ min: 1, max: 1_000_000 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(attempt, share, (failed, drawn) => {
      const pauseMs = backoffMs(failed, backoff, () => drawn);
      expect(Number.isInteger(pauseMs) && pauseMs >= 0 && pauseMs <= backoff.maxMs).toBe(true);
    }),
  );
});
