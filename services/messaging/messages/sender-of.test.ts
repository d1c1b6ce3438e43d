import fc from 'fast-check';
import { expect, test } from 'vitest';
import { senderOf } from './sender-of.ts';

const defaultFrom = 'Cart recovery <hello@mail.example>';

test.for([
  ['Wool & Loom', 'Wool & Loom <hello@mail.example>'],
  ['Öl und Käse', 'Öl und Käse <hello@mail.example>'],
  ['Rugs, Inc.', '"Rugs, Inc." <hello@mail.example>'],
  ['The "Loom" (Graz)', '"The \\"Loom\\" (Graz)" <hello@mail.example>'],
  ['pay@bank.example', '"pay bank.example" <hello@mail.example>'],
  ['\r\n', defaultFrom],
  [null, defaultFrom],
] as const)('a message of %j is from %s', ([senderName, from]) => {
  expect(senderOf({ senderName }, defaultFrom)).toBe(from);
});

test('whatever the name, the sender is one mailbox', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (senderName) => {
      const from = senderOf({ senderName }, defaultFrom);
      // Quoted strings and the address taken away, nothing is left that separates or makes a mailbox.
      const rest = from.replace(/"(?:[^"\\]|\\.)*"/g, '').replace(/ ?<hello@mail\.example>$/, '');
      expect(rest).not.toMatch(/[,;:<>@"()[\]\\\r\n]/);
    }),
  );
});
