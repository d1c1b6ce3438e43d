import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAmount, readDecimal, readNumber, writeAmount, writeNumber } from './parse-number.ts';

const tags = ['en', 'en-GB', 'de', 'de-DE', 'de-CH', 'de-AT'] as const;

describe('a number in a field of text', () => {
  test.each(tags)('comes back as it was written, in %s', (tag) => {
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999_999, max: 99_999_999 }),
        fc.integer({ min: 0, max: 3 }),
        (digits, scale) => {
          const value = digits / 10 ** scale;
          expect(readNumber(writeNumber(value, tag), tag)).toBe(value);
        },
      ),
    );
  });

  test.for([
    ['de-DE', '100.000', 100_000],
    ['de-DE', '9,99', 9.99],
    ['de-DE', '1.234,5', 1_234.5],
    ['de-AT', '1 234,5', 1_234.5],
    ['de-AT', '1.234,50', 1_234.5],
    ['de-CH', "1'234.50", 1_234.5],
    ['de-CH', '1’234.50', 1_234.5],
    ['en', '1,234.5', 1_234.5],
    ['en', '9.99', 9.99],
    ['en', ' 7 ', 7],
    ['de-DE', '0', 0],
  ] as const)('%s: %s is %d', ([tag, text, value]) => {
    expect(readNumber(text, tag)).toBe(value);
  });

  test.for([
    ['de-DE', '1.5'],
    ['de-DE', '9.99'],
    ['de-DE', '1.23.456'],
    ['en', '9,99'],
    ['en', '1,23'],
    ['de-CH', '9,99'],
    ['en', ''],
    ['en', '.'],
    ['en', '.5'],
    ['en', '5.'],
    ['en', '1e3'],
    ['en', '0x10'],
    ['en', 'twelve'],
    ['en', '1 2'],
    ['de-AT', '1 234.567,0'],
  ] as const)('%s: %s is not guessed at', ([tag, text]) => {
    expect(readDecimal(text, tag)).toBeNull();
  });
});

describe('an amount', () => {
  test.each(tags)('comes back in minor units, whatever the exponent of the currency, in %s', (tag) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.constantFrom('EUR', 'JPY', 'KWD'), (minor, currency) => {
        expect(readAmount(writeAmount(minor, tag, currency), tag, currency)).toBe(minor);
      }),
    );
  });

  test('finer than the currency, or below nothing, is refused', () => {
    expect(readAmount('1.005', 'en', 'EUR')).toBeNull();
    expect(readAmount('1.5', 'en', 'JPY')).toBeNull();
    expect(readAmount('-1', 'en', 'EUR')).toBeNull();
    expect(readAmount('', 'en', 'EUR')).toBeNull();
  });
});
