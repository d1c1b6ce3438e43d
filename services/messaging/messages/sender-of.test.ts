import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailboxOf, senderOf } from './sender-of.ts';

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

test.for([
  ['Shop <hello@mail.example>', 'shop.example', 'Shop <hello@shop.example>'],
  ['"Rugs, Inc." <hello@mail.example>', 'shop.example', '"Rugs, Inc." <hello@shop.example>'],
  ['hello@mail.example', 'shop.example', 'hello@shop.example'],
  ['Shop <hello@mail.example>', null, 'Shop <hello@mail.example>'],
  // What nobody can read in one way is left for its operator to mend.
  ['"a@b" <x@mail.example>, <y@mail.example>', 'shop.example', '"a@b" <x@mail.example>, <y@mail.example>'],
] as const)('%s of a store with the domain %s is %s', ([from, domain, expected]) => {
  expect(mailboxOf(from, { brands: { mailDomainOf: () => domain }, storeId: 's' })).toBe(expected);
});
