import { expect, test } from 'vitest';
import { shownAmount } from './shown-amount.ts';

test.for([
  [17.5, 'EUR', 1_750],
  ['17,50 €', 'EUR', 1_750],
  ['$17.500', 'CLP', 17_500],
  ['17.500', 'KWD', 17_500],
  [17_500, 'JPY', 17_500],
  [0, 'EUR', 0],
] as const)('%j %s is %d minor units', ([price, currency, minor]) => {
  expect(shownAmount(price, currency)).toBe(minor);
});

test.for([
  [17.5, 'CLP'],
  ['35.00 now 17.50', 'EUR'],
  ['on request', 'EUR'],
  [undefined, 'EUR'],
  [null, 'EUR'],
  [Number.NaN, 'EUR'],
  [-1, 'EUR'],
  [{}, 'EUR'],
  ['17.50', null],
] as const)('%j in %j is no price', ([price, currency]) => {
  expect(shownAmount(price, currency)).toBeNull();
});
