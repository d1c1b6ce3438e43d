import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fairShares } from './fair-shares.ts';

const waiting = fc.array(fc.nat(500), { maxLength: 40 });
const places = fc.nat(1_000);

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

describe('places divided among those that wait', () => {
  test.each([
    [[20_000, 1], 200, [199, 1]],
    [[20_000, 20_000], 200, [100, 100]],
    [[5, 20_000, 30], 60, [5, 28, 27]],
    [[7, 7, 7], 2, [1, 1, 0]],
    [[], 10, []],
  ])('%j waiting for %i places get their shares', (wait, free, shares) => {
    expect(fairShares(wait, free)).toEqual(shares);
  });

  test('are all given away while somebody waits, and nobody gets more than it waits for', () => {
    fc.assert(
      fc.property(waiting, places, (wait, free) => {
        const shares = fairShares(wait, free);
        expect(sum(shares)).toBe(Math.min(free, sum(wait)));
        expect(shares.every((share, index) => share <= (wait[index] ?? 0))).toBe(true);
      }),
    );
  });

  test('leave less than others get only to who waits for no more', () => {
    fc.assert(
      fc.property(waiting, places, (wait, free) => {
        const shares = fairShares(wait, free);
        const most = Math.max(0, ...shares);
        shares.forEach((share, index) => {
          if (share < most - 1) expect(share).toBe(wait[index]);
        });
      }),
    );
  });
});
