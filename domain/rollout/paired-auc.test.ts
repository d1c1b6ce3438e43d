import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PairedScore, pairedAuc } from './paired-auc.ts';

const cart = fc.record({
  bought: fc.boolean(),
  primary: fc.integer({ min: 0, max: 8 }),
  candidate: fc.integer({ min: 0, max: 8 }),
});

/** By its definition: how often a buyer's score is above another's, equal ones half. */
function byPairs(carts: readonly PairedScore[], of: 'primary' | 'candidate'): number {
  const [buyers, others] = [carts.filter(({ bought }) => bought), carts.filter(({ bought }) => !bought)];
  const wins = buyers.flatMap((buyer) =>
    others.map((other): number => (buyer[of] > other[of] ? 1 : buyer[of] === other[of] ? 0.5 : 0)),
  );
  return wins.reduce((sum, win) => sum + win, 0) / wins.length;
}

test('the areas are those of all pairs of a buyer and another', () => {
  fc.assert(
    fc.property(fc.array(cart, { minLength: 4, maxLength: 40 }), (carts) => {
      const auc = pairedAuc(carts);
      const buyers = carts.filter(({ bought }) => bought).length;
      if (buyers < 2 || carts.length - buyers < 2) expect(auc).toBeNull();
      else {
        expect(auc?.primary).toBeCloseTo(byPairs(carts, 'primary'), 9);
        expect(auc?.candidate).toBeCloseTo(byPairs(carts, 'candidate'), 9);
      }
    }),
  );
});

test('the same scores differ by nothing, with nothing to err in', () => {
  const carts = Array.from({ length: 50 }, (_, n) => ({ bought: n % 3 === 0, primary: n % 7, candidate: n % 7 }));
  expect(pairedAuc(carts)).toMatchObject({ difference: 0, standardError: 0 });
});
