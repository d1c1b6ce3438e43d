import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSiteAddress } from './site-address.ts';

test.for([
  'https://loom.example',
  'http://localhost:3000/demo',
  'https://xn--kse-qla.example/shop?lang=de',
  'https://käse.example',
  'http://[::1]:8080',
])('%s can be the address of a shop', (url) => {
  expect(isSiteAddress(url)).toBe(true);
});

test.for([
  'https://loom.example;script-src',
  'https://a,b.example',
  "https://a'b.example",
  'https://ada:secret@loom.example',
  'https://loom.example@evil.example',
  'javascript:alert(1)',
  'ftp://loom.example',
  'loom.example',
  'https://-loom.example',
])('%s cannot', (url) => {
  expect(isSiteAddress(url)).toBe(false);
});

test('no address that is taken has a sign in its origin that a content policy reads as its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (host) => {
      const url = `https://${host}`;
      fc.pre(isSiteAddress(url));
      expect(new URL(url).origin).not.toMatch(/[\s;,'"*]/);
    }),
  );
});
