import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emailAddress } from './email-address.ts';

describe('an e-mail address', () => {
  test.each([
    ['Mia.Huber@Shop.EXAMPLE', 'mia.huber@shop.example'],
    ['mia@bäckerei.example', 'mia@xn--bckerei-5wa.example'],
    ['mia@BÄCKEREI.example', 'mia@xn--bckerei-5wa.example'],
    ['mia@XN--BCKEREI-5WA.example', 'mia@xn--bckerei-5wa.example'],
    ['mia@ba\u0308ckerei.example', 'mia@xn--bckerei-5wa.example'],
    ['jo\u0308rg@shop.example', 'jörg@shop.example'],
    ['JÖRG@shop.example', 'jörg@shop.example'],
    ['Ольга@почта.рф', 'ольга@xn--80a1acny.xn--p1ai'],
    ['用户@例え。テスト', '用户@xn--r8jz45g.xn--zckzah'],
    ["o'neil+list@mail.shop.example", "o'neil+list@mail.shop.example"],
  ])('%s is %s', (written, canonical) => {
    expect(emailAddress(written)).toBe(canonical);
  });

  test.each([
    '',
    '@shop.example',
    'mia@',
    'mia@shop',
    'mia@@shop.example',
    'mia.@shop.example',
    '.mia@shop.example',
    'mia..huber@shop.example',
    'mia huber@shop.example',
    'mia@shop example.com',
    'mia@10.0.0.1',
    'mia@xn--zz--.example',
    'mia@a%2eb.example',
    'mia@shop.example\nbcc:all@shop.example',
    'mia@shop.example>',
    '<b>mia</b>@shop.example',
    // Longer than an address may be only once its domain is ASCII.
    `mia@${Array(8).fill('ü'.repeat(20)).join('.')}.${'a'.repeat(60)}.example`,
  ])('%j is none', (text) => {
    expect(emailAddress(text)).toBeUndefined();
  });

  test('has one form: what was made canonical stays as it is, in whatever case it was written', () => {
    const label = fc.stringMatching(/^[a-zäöüßéñжя中]{1,12}$/u);
    fc.assert(
      fc.property(label, label, (name, host) => {
        const canonical = emailAddress(`${name}@${host}.example`);
        expect(canonical).toBeDefined();
        expect(emailAddress(canonical ?? '')).toBe(canonical);
        expect(emailAddress(`${name.normalize('NFD')}@${host.normalize('NFD')}.EXAMPLE`)).toBe(canonical);
      }),
    );
  });
});
