import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareIds, parsePosition, positionText } from './position.ts';

const id = fc
  .tuple(fc.nat({ max: 2 ** 31 - 1 }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }))
  .map(([ms, n]) => `${ms}-${n}`);

describe('a position', () => {
  test('survives being told to a page and back', () => {
    fc.assert(
      fc.property(id, fc.nat(), (entry, gaps) => {
        const position = { generation: `9f86d081b3c4a1de.${gaps}`, id: entry };
        expect(parsePosition(positionText(position))).toEqual(position);
      }),
    );
  });

  test('is none when it is anything else', () => {
    for (const text of ['', 'x', '9f86.0', '9f86.0:', '9f86.0:1', '9f86.0:1-', ':1-1', '9f86.0:1-1 ', '9F86.0:1-1'])
      expect(parsePosition(text), text).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => parsePosition(text) === null || text.includes(':')));
  });
});

test('ids are ordered by time and then by number, in full length', () => {
  expect(compareIds('9-18446744073709551614', '9-18446744073709551615')).toBeLessThan(0);
  fc.assert(
    fc.property(id, id, (a, b) => {
      expect(Math.sign(compareIds(a, b))).toBe(-Math.sign(compareIds(b, a)) + 0);
      expect(compareIds(a, a)).toBe(0);
    }),
  );
});
