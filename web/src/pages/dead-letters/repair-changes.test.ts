import { expect, test } from 'vitest';
import { changesOf } from './repair-changes.ts';

const content = JSON.stringify({
  occurredAt: 1_795_342_500,
  cart_id: 'cart-1',
  lines: [{ quantity: '2', colour: 'red' }],
  'a/b': 1,
});

test('a repair reads as places with what stood there and what stands there then', () => {
  expect(
    changesOf(content, [
      { op: 'remove', path: '/cart_id' },
      { op: 'replace', path: '/occurredAt', value: '2026-11-22T10:15:00.000Z' },
      { op: 'replace', path: '/lines/0/quantity', value: 2 },
      { op: 'remove', path: '/lines/0/colour' },
      { op: 'remove', path: '/a~1b' },
      { op: 'add', path: '/cartId', value: 'cart-1' },
      { op: 'add', path: '/currency', value: 'EUR' },
    ]),
  ).toEqual([
    { from: 'cart_id', to: 'cartId', before: '"cart-1"', after: '"cart-1"' },
    { from: 'occurredAt', to: 'occurredAt', before: '1795342500', after: '"2026-11-22T10:15:00.000Z"' },
    { from: 'lines[0].quantity', to: 'lines[0].quantity', before: '"2"', after: '2' },
    { from: 'lines[0].colour', to: null, before: '"red"', after: null },
    { from: 'a/b', to: null, before: '1', after: null },
    { from: null, to: 'currency', before: null, after: '"EUR"' },
  ]);
});

test('of a letter whose content is gone the places are still told', () => {
  expect(changesOf('', [{ op: 'remove', path: '/cart_id' }])).toEqual([
    { from: 'cart_id', to: null, before: null, after: null },
  ]);
});
