import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invertSymmetric } from './symmetric-matrix.ts';

test('a matrix times its inverse changes nothing', () => {
  const row = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
      const matrix = Array.from({ length: 4 }, (_, a) =>
        Array.from({ length: 4 }, (_, b) =>
          rows.reduce((sum, one) => sum + (one[a] ?? 0) * (one[b] ?? 0), a === b ? 1 : 0),
        ),
      );
      const inverse = invertSymmetric(matrix);
      for (const [a, line] of matrix.entries())
        for (let b = 0; b < 4; b++)
          expect(line.reduce((sum, value, k) => sum + value * (inverse[k]?.[b] ?? 0), 0)).toBeCloseTo(
            a === b ? 1 : 0,
            7,
          );
    }),
  );
});

test('a matrix that no sum of squares makes is refused', () => {
  expect(() => invertSymmetric([[0]])).toThrow(RangeError);
  expect(() =>
    invertSymmetric([
      [1, 2],
      [2, 1],
    ]),
  ).toThrow(RangeError);
});
