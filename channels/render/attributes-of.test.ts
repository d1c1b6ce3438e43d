import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attributesOf } from './attributes-of.ts';

const pairs = (text: string) => [...attributesOf(text)].map(({ name, value }) => [name, value]);

test('attributes are read with and without quotes, with and without values', () => {
  expect(pairs(` href = "https://a/?b='c'" src='x "y"' width=5 hidden data-x=javascript:a()/`)).toEqual([
    ['href', "https://a/?b='c'"],
    ['src', 'x "y"'],
    ['width', '5'],
    ['hidden', ''],
    ['data-x', 'javascript:a()/'],
  ]);
});

test('whatever is written, it ends, and every attribute stands where it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '=', '"', "'", ' ', '/', '{', '\n') }), (text) => {
      let before = 0;
      for (const { name, start, end } of attributesOf(text)) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(text.slice(start, end).startsWith(name)).toBe(true);
        before = end;
      }
    }),
  );
});
