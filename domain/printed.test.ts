import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printed } from './printed.ts';

test('prints whatever JSON can hold, and never asks the value how', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => typeof printed(value) === 'string'));
  expect(printed({ toString: 0 })).toBe('{"toString":0}');
});

test('prints what is no object as everybody would', () => {
  expect([printed('a'), printed(12.5), printed(true), printed(null), printed(undefined)]).toEqual([
    'a',
    '12.5',
    'true',
    'null',
    'undefined',
  ]);
});
