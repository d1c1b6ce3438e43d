import { expect, test } from 'vitest';
import type { CartStage } from './cart.ts';
import { isForStage } from './step-stage.ts';

test.each<[CartStage[] | undefined, CartStage[]]>([
  [undefined, ['cart', 'checkout']],
  [['payment'], ['payment']],
  [['browsing'], ['browsing']],
  [
    ['checkout', 'payment'],
    ['cart', 'checkout', 'payment'],
  ],
  // Whether it is the right one of these two is a condition, and a reason that is told.
  [['checkout'], ['cart', 'checkout']],
])('a step that names %j has something to say at %j', (stages, at) => {
  const all: CartStage[] = ['browsing', 'cart', 'checkout', 'payment'];
  expect(all.filter((stage) => isForStage({ conditions: stages ? { stages } : {} }, stage))).toEqual(at);
});
