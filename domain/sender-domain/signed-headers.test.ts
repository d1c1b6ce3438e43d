import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSignatures } from './signed-headers.ts';

const both = 'from:to:subject:list-unsubscribe:list-unsubscribe-post';

function mail({
  domain = 'loom.shop',
  signed = both,
  unsubscribe = true,
  from = 'Loom <hello@loom.shop>',
} = {}): string {
  return [
    `DKIM-Signature: v=1; a=rsa-sha256; d=${domain}; s=k1;`,
    `\th=${signed.replace(':subject', ':\r\n\tSubject')}; bh=AAAA; b=BBBB`,
    `From: ${from}`,
    ...(unsubscribe
      ? [
          'List-Unsubscribe: <https://loom.shop/u/1>,',
          ' <mailto:unsubscribe@in.loom.shop>',
          'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        ]
      : []),
    '',
    'List-Unsubscribe: this line is text',
  ].join('\r\n');
}

test('a mail is sound when a domain of its sender signs both headers of the button', () => {
  expect(checkSignatures(mail())).toEqual({
    signatures: [{ domain: 'loom.shop', selector: 'k1', aligned: true, signsUnsubscribe: true }],
    findings: [],
  });
  expect(checkSignatures(mail({ from: 'hello@mail.loom.shop' })).findings).toEqual([]);
});

test.for([
  ['another domain signs', { domain: 'vendor.example' }, ['not_aligned', 'unsubscribe_not_signed']],
  ['a domain that only ends alike signs', { from: 'a@notloom.shop' }, ['not_aligned', 'unsubscribe_not_signed']],
  ['one of the headers is not signed', { signed: 'from:list-unsubscribe' }, ['unsubscribe_not_signed']],
  ['there is no button', { unsubscribe: false }, ['unsubscribe_missing']],
] as const)('it is not when %s', ([, change, findings]) => {
  expect(checkSignatures(mail(change)).findings).toEqual(findings);
});

test('a mail without a signature, and what is no mail, are told apart', () => {
  expect(checkSignatures('From: a@loom.shop\n\nHello').findings).toEqual(['not_signed', 'unsubscribe_missing']);
  expect(checkSignatures('hello').findings).toEqual(['no_headers']);
});

test('whatever is pasted is answered', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 500 }), fc.string({ maxLength: 50 }), (before, inside) => {
      checkSignatures(before);
      checkSignatures(`From: a@b.shop\nDKIM-Signature: ${inside}\n${before}`);
    }),
  );
});
