import { expect, test } from 'vitest';
import { dearest, decimalOf, microsOf, textCost } from './text-cost.ts';

const prices = [
  { country: 'AT', micros: 83_100 },
  { country: 'US', micros: 7_900 },
  { country: 'CA', micros: 9_000 },
];

test('a text costs its parts times the price of its country (field 31)', () => {
  expect(textCost(2, ['AT'], { currency: 'EUR', prices })).toEqual({ currency: 'EUR', micros: 166_200 });
});

test('a number that may be of several countries costs the dearest of them, and nothing is guessed of one without a price', () => {
  expect(textCost(1, ['US', 'CA'], { currency: 'EUR', prices })?.micros).toBe(9_000);
  expect(textCost(1, ['US', 'PR'], { currency: 'EUR', prices })).toBeNull();
  expect(textCost(1, [], { currency: 'EUR', prices })).toBeNull();
  expect(textCost(1, ['AT'], { currency: null, prices })).toBeNull();
});

test('the dearest country stands for people of whom it is not counted where they live', () => {
  expect(dearest(2, { prices })).toBe(166_200);
  expect(dearest(2, { prices: [] })).toBeNull();
});

test.each(['0.0831', '12.50', '0.000001', '999.00', '0.07'])('%s is written as it was read', (decimal) => {
  expect(decimalOf(microsOf(decimal))).toBe(decimal);
});
