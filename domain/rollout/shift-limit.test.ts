import { expect, test } from 'vitest';
import { chance } from '../../test/statistics/chance.ts';
import { psi } from './psi.ts';
import { shiftBins, shiftLimit } from './shift-limit.ts';

const sampleMin = 100;
const options = { alpha: 0.05, sampleMin };

/** Whether two versions with these shares of bins are ever said to differ beyond `tolerated`, looked at after every 50 carts. */
function isEverBeyond(tolerated: number, moved: number, random: () => number): boolean {
  const counts = () => new Array<number>(shiftBins).fill(0);
  const [expected, actual, halves] = [counts(), counts(), [counts(), counts()] as const];
  const add = (bins: number[], bin: number) => {
    bins[bin] = (bins[bin] ?? 0) + 1;
  };
  for (let cart = 1; cart <= 3_000; cart++) {
    const bin = Math.floor(random() * shiftBins);
    add(expected, bin);
    add(halves[cart % 2 === 0 ? 0 : 1], bin);
    add(actual, random() < moved ? 0 : Math.floor(random() * shiftBins));
    if (cart < sampleMin || cart % 50 > 0) continue;
    if (psi(expected, actual).value > shiftLimit({ expected, actual, halves }, { ...options, tolerated })) return true;
  }
  return false;
}

const share = (tolerated: number, moved: number) => {
  const cases = 300;
  return (
    Array.from({ length: cases }, (_, n) => isEverBeyond(tolerated, moved, chance(n))).filter(Boolean).length / cases
  );
};

test('scores that are spread alike are found apart in 5 of 100 cases at most, however often somebody looks', () => {
  expect(share(0, 0)).toBeLessThanOrEqual(0.05);
});

test('the limit is the lower the more carts there are, and a large shift is beyond it', () => {
  const even = (carts: number) => new Array<number>(shiftBins).fill(carts / shiftBins);
  const limitOf = (carts: number) =>
    shiftLimit(
      { expected: even(carts), actual: even(carts), halves: [even(carts), even(carts)] },
      { ...options, tolerated: 0.25 },
    );
  expect(limitOf(10_000)).toBeLessThan(limitOf(1_000));
  expect(limitOf(10_000)).toBeGreaterThan(0.25);
  expect(share(0.25, 0.6)).toBeGreaterThan(0.95);
});

test('a version that differs from itself by more than chance widens it', () => {
  const even = new Array<number>(shiftBins).fill(100);
  const [low, high] = [
    even.map((count, bin) => (bin < 5 ? count * 2 : 1)),
    even.map((count, bin) => (bin < 5 ? 1 : count * 2)),
  ];
  const counts = { expected: even, actual: even };
  const of = (halves: readonly [number[], number[]]) =>
    shiftLimit({ ...counts, halves }, { ...options, tolerated: 0.25 });
  expect(of([low, high])).toBeGreaterThan(of([even, even]));
});
