import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWebUrl } from './is-web-url.ts';

const isOpenable = (text: string) => /^https?:\/\//i.test(text) && URL.canParse(text);

/** Texts that are addresses, or nearly. */
const nearlyUrl = fc
  .tuple(
    fc.constantFrom('https://', 'http://', 'HTTPS://', 'ftp://', 'https:', '//', ''),
    fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((ip) => `[${ip}]`),
      fc.stringMatching(/^[a-zA-Z0-9.-]{0,20}$/),
      fc.stringMatching(/^(xn--|XN--)?[a-z0-9-]{0,8}\.(com|xn--p1ai|c0m|1)$/),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    ),
    fc.constantFrom('', ':80', ':99999', ':x', '.', '@'),
    fc.oneof(
      fc.constant(''),
      fc.webPath(),
      fc.string({ maxLength: 12 }).map((rest) => `/${rest}`),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(''));

test('exactly what the URL parser takes with http or https is a web address', () => {
  fc.assert(
    fc.property(nearlyUrl, (text) => {
      expect(isWebUrl(text)).toBe(isOpenable(text));
    }),
    { numRuns: 20_000 },
  );
});

test('a long text without an end is not looked at for long', () => {
  for (const long of [
    `https://${'a'.repeat(2_000)}`,
    `https://${'a.'.repeat(1_000)}`,
    `https://${'xn-'.repeat(600)}.1`,
  ])
    expect(isWebUrl(`${long}\u00a0 `)).toBe(isOpenable(`${long}\u00a0 `));
});
