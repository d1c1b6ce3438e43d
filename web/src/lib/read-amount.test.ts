import { expect, test } from 'vitest';
import { readAmount, writeAmount } from './read-amount.ts';

test.for([
  ['9,99', 'de-DE', 2, 999],
  ['9.99', 'de-DE', 2, 999],
  ['100.000', 'de-DE', 2, 10_000_000],
  ['100,000', 'en-GB', 2, 10_000_000],
  ['1.234,50', 'de-DE', 2, 123_450],
  ['1’234.50', 'de-CH', 2, 123_450],
  ['1 234,5', 'de-AT', 2, 123_450],
  ['1,234.5', 'en-GB', 2, 123_450],
  ['12', 'en-GB', 2, 1_200],
  ['1200', 'ja', 0, 1_200],
  ['1.234', 'en-GB', 3, 1_234],
] as const)('%s in %s with %d digits', ([text, tag, digits, minor]) => {
  expect(readAmount(text, tag, digits)).toBe(minor);
});

test.for(['', 'x', '-1', '1,2,3', '1.2.3', '9,999', '€9', '1e3'])('%s in German is no amount', (text) => {
  expect(readAmount(text, 'de-DE', 2)).toBeNull();
});

test('what a field shows is read as the same', () => {
  for (const tag of ['en-GB', 'de-DE', 'de-AT', 'de-CH'])
    for (const minor of [0, 1, 99, 100, 12_345, 123_456_789])
      for (const digits of [0, 2, 3])
        expect([tag, minor, digits, readAmount(writeAmount(minor, tag, digits), tag, digits)]).toEqual([
          ...[tag, minor, digits, minor],
        ]);
});
