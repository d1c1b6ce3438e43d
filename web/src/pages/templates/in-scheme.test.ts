import { expect, test } from 'vitest';
import { inScheme } from './in-scheme.ts';

const html =
  '<meta name="color-scheme" content="light dark"><style>:root { color-scheme: light dark; } @media (prefers-color-scheme: dark) { a {} } @media (prefers-color-scheme:light) { b {} }</style>';

test('the rules of one scheme hold, those of the other do not', () => {
  expect(inScheme(html, 'dark')).toBe(
    '<meta name="color-scheme" content="dark"><style>:root { color-scheme: dark; } @media (min-width: 0) { a {} } @media (max-width: 0) { b {} }</style>',
  );
  expect(inScheme(html, 'light')).toContain('@media (max-width: 0) { a {} } @media (min-width: 0) { b {} }');
});
