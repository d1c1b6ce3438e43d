import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addOperations, emptyCart, openFold } from '../cart.ts';
import { blankFold } from './blank-cart.ts';

const line = { productId: 'p-1', quantity: 2, unitPriceMinor: 500, name: 'A gift for Ada' };

test('a cart that is emptied for an erasure keeps its state, its worth and its times, and nothing of what lay in it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1_000 }), { maxLength: 5 }), (moments) => {
      const fold = addOperations(
        emptyCart,
        moments.map((at, index) => ({ id: `op-${index}`, at, kind: 'add' as const, line, currency: 'EUR' })),
      );
      const blank = openFold(blankFold(fold)).current;
      const { status, valueMinor, lastActivityAt, currency } = fold.current;
      expect(blank).toMatchObject({ status, valueMinor, lastActivityAt, currency, lines: [] });
      expect(JSON.stringify(blankFold(fold))).not.toContain('Ada');
      expect(blankFold(blankFold(fold))).toEqual(blankFold(fold));
    }),
  );
});
