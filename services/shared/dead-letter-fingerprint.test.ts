import { describe, expect, test } from 'vitest';
import { fingerprintOf, shapeOf } from './dead-letter-fingerprint.ts';

const failure = { source: 'api', path: 'lines.0.quantity', cause: 'invalid' };
const item = { id: 'e-1', type: 'cart_updated', cartId: 'c-1', lines: [{ productId: 'p', quantity: '2' }] };

describe('two dead letters share a fingerprint', () => {
  test('when only their values differ', () => {
    const other = { ...item, id: 'e-2', cartId: 'c-9', lines: [{ productId: 'q', quantity: '7' }] };
    expect(fingerprintOf(other, failure)).toBe(fingerprintOf(item, failure));
  });

  test('when the error is in another item of the same list, or the names come in another order', () => {
    const longer = { lines: [...item.lines, ...item.lines], cartId: 'c', type: 'cart_updated', id: 'e' };
    expect(fingerprintOf(longer, { ...failure, path: 'lines.1.quantity' })).toBe(fingerprintOf(item, failure));
  });
});

describe('two dead letters have different fingerprints', () => {
  test.for([
    ['source', item, { ...failure, source: 'websocket' }],
    ['place', item, { ...failure, path: 'cartId' }],
    ['cause', item, { ...failure, cause: '22P05' }],
    ['type of event', { ...item, type: 'checkout_started' }, failure],
    ['type of a value', { ...item, cartId: 7 }, failure],
    ['names', { ...item, cart_id: 'c-1' }, failure],
  ] as const)('when they differ in %s', ([, other, otherFailure]) => {
    expect(fingerprintOf(other, otherFailure)).not.toBe(fingerprintOf(item, failure));
  });
});

test('a fingerprint holds nothing of what the item says', () => {
  expect(fingerprintOf({ type: 'ada@shop.example', note: 'ada@shop.example' }, failure)).toMatch(/^[0-9a-f]{32}$/);
  expect(shapeOf({ email: 'ada@shop.example', age: 36, tags: [1, 'a'] })).toEqual([
    '.age:number',
    '.email:string',
    '.tags.*:number',
    '.tags.*:string',
    '.tags:list',
    ':record',
  ]);
});

test('an item of any size has a shape of bounded size', () => {
  const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`name-${index}`, index]));
  const deep = JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`) as unknown;
  expect(shapeOf(wide).length).toBeLessThanOrEqual(300);
  expect(shapeOf(deep).length).toBeLessThanOrEqual(10);
});
