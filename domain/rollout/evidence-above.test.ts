import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chance } from '../../test/statistics/chance.ts';
import { logEvidenceAbove } from './evidence-above.ts';

const limit = 0.05;
const looks = 400;
const cartsPerLook = 5;

/** Whether the evidence was ever enough for an error of 5 in 100, looked at after every few carts. */
function isEverEnough(share: number, random: () => number): boolean {
  let count = 0;
  for (let look = 1; look <= looks; look++) {
    for (let cart = 0; cart < cartsPerLook; cart++) if (random() < share) count += 1;
    if (logEvidenceAbove(count, look * cartsPerLook, limit) >= Math.log(20)) return true;
  }
  return false;
}

test('a share at the limit is found above it in 5 of 100 cases at most, however often somebody looks', () => {
  const cases = 2_000;
  const wrong = Array.from({ length: cases }, (_, n) => isEverEnough(limit, chance(n))).filter(Boolean).length;
  expect(wrong / cases).toBeLessThanOrEqual(0.05);
});

test('a share of twice the limit is nearly always found', () => {
  const cases = 200;
  const found = Array.from({ length: cases }, (_, n) => isEverEnough(2 * limit, chance(n))).filter(Boolean).length;
  expect(found / cases).toBeGreaterThan(0.95);
});

test('says nothing of nothing, and the more the more of the same carts count', () => {
  expect(logEvidenceAbove(0, 0, limit)).toBe(0);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0.001, max: 0.9, noNaN: true }), (all, of) => {
      const count = Math.floor(all / 2);
      expect(logEvidenceAbove(count + 1, all, of)).toBeGreaterThan(logEvidenceAbove(count, all, of));
    }),
  );
});
