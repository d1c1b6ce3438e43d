import { expect, test } from 'vitest';
import { replaceBetween } from './text-between.ts';

test('every closed part is replaced, with its marks, and what is never closed stays', () => {
  expect(replaceBetween('a<!--b-->c<!---->d<!--e', '<!--', '-->', '')).toBe('acd<!--e');
  expect(replaceBetween('{{ x }}-{{ yy }}', '{{', '}}', (whole) => ' '.repeat(whole.length))).toBe(
    `${' '.repeat(7)}-${' '.repeat(8)}`,
  );
});

test('a hundred thousand beginnings without an end are no work', () => {
  const text = '<!--'.repeat(100_000);
  expect(replaceBetween(text, '<!--', '-->', '')).toBe(text);
});
