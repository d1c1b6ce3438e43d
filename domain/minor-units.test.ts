import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minorUnitsOf } from './minor-units.ts';

test.each([
  ['12.50', 'EUR', 1_250],
  ['12.5', 'EUR', 1_250],
  ['12', 'EUR', 1_200],
  [18.99, 'USD', 1_899],
  [0.1, 'USD', 10],
  // 1.005 × 100 is 100.49999999999999 in floating point.
  ['1.005', 'EUR', 101],
  ['0.29', 'USD', 29],
  ['1000', 'JPY', 1_000],
  ['1000.00', 'JPY', 1_000],
  ['1000.5', 'JPY', 1_001],
  ['1.5', 'KWD', 1_500],
  ['1.2345', 'KWD', 1_235],
  ['3.3333333333', 'EUR', 333],
  ['-10.00', 'EUR', -1_000],
  ['-0.00', 'EUR', 0],
  [' 7.00 ', 'EUR', 700],
  ['0.00', 'EUR', 0],
])('%s %s are %i minor units', (amount, currency, minor) => {
  expect(minorUnitsOf(amount, currency)).toBe(minor);
});

test.each(['', '1,50', '1.', '.5', '1e3', 'NaN', '12.50 EUR', '0x10', '9'.repeat(16), Number.NaN, 1e21, 1e-7])(
  '%s is no amount of money',
  (amount) => {
    expect(minorUnitsOf(amount, 'EUR')).toBeNull();
  },
);

test('what a shop writes with its currency’s digits is exactly what it meant (I11)', () => {
  const currencies = fc.constantFrom(['JPY', 0] as const, ['EUR', 2] as const, ['KWD', 3] as const);
  fc.assert(
    fc.property(fc.nat(1_000_000_000_000), currencies, (minor, [currency, digits]) => {
      const text = String(minor).padStart(digits + 1, '0');
      const written = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
      expect(minorUnitsOf(written, currency)).toBe(minor);
    }),
  );
});
