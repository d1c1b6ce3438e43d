import { expect, test } from 'vitest';
import { minorUnitsOf } from '../../domain/minor-units.ts';
import { amountText } from './amount-text.ts';

test.for([
  [19.9, 'EUR', 1990],
  ['19.9', 'EUR', 1990],
  ['19,90', 'EUR', 1990],
  ['1.234,50 €', 'EUR', 123_450],
  ['$1,234.50', 'USD', 123_450],
  ['1,234', 'USD', 123_400],
  ['1.234.567', 'EUR', 123_456_700],
  ['12.345', 'KWD', 12_345],
  ['.5', 'EUR', 50],
  ['1500', 'JPY', 1500],
  [1500, 'JPY', 1500],
  [0, 'EUR', 0],
] as const)('%j %s is %d minor units', ([price, currency, minor]) => {
  expect(minorUnitsOf(amountText(price) ?? '', currency)).toBe(minor);
});

test.for(['', 'on request', undefined, null, Number.NaN, -1, '-5', {}, '9'.repeat(100)])('%j is no price', (price) => {
  expect(amountText(price)).toBeNull();
});
