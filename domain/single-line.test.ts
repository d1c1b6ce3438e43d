import { expect, test } from 'vitest';
import { initialOf, shorten, toSingleLine } from './single-line.ts';

test('line breaks of every kind become one space', () => {
  expect(toSingleLine('a\r\nb\u2028c\td\u0085e')).toBe('a b c d e');
});

test('control characters and marks that reorder text go; letters and joiners of every script stay', () => {
  expect(toSingleLine('a\u0000b\u202ec\u2066d\ufeff')).toBe('abcd');
  expect(toSingleLine('می‌خواهم 👩‍👩‍👧')).toBe('می‌خواهم 👩‍👩‍👧');
});

test('marks that hold an amount or a bracket on its side stay', () => {
  expect(toSingleLine('\u200f49.00 \u200f₪')).toBe('\u200f49.00 \u200f₪');
  expect(toSingleLine('\u061c٤٩\u200e')).toBe('\u061c٤٩\u200e');
});

test('the first letter of a name is one that can be seen', () => {
  expect(['\u200fכוס', '“oak”', 'émile', '…', ''].map(initialOf)).toEqual(['כ', 'O', 'É', '', '']);
});

test('a cut never splits a character', () => {
  expect(shorten('👍👍👍', 3)).toBe('👍👍👍');
  expect(shorten('👍👍👍👍', 3)).toBe('👍👍…');
});
