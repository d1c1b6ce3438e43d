import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areRelated, hostOfHeader, readHostName } from './host-name.ts';

test.each([
  ['Cart.Shop.Example', 'cart.shop.example'],
  ['cart.shop.example.', 'cart.shop.example'],
  ['warenkörbe.shop', 'xn--warenkrbe-57a.shop'],
  ['shop', null],
  ['localhost', null],
  ['shop.local', null],
  ['127.0.0.1', null],
  ['0x7f.1', null],
  ['[::1]', null],
  ['shop.example:8080', null],
  ['shop.example/path', null],
  ['user@shop.example', null],
  ['*.shop.example', null],
  ['-a.example', null],
  [`${'a'.repeat(64)}.example`, null],
  ['', null],
])('%s is the host %s', (given, host) => {
  expect(readHostName(given)).toBe(host);
});

test('a header is read without its port, in every way in which a name may be written', () => {
  for (const header of ['cart.shop.example:443', 'Cart.Shop.Example', 'cart.shop.example.', 'cart.shop.example.:8080'])
    expect(hostOfHeader(header)).toBe('cart.shop.example');
});

test('what is read as a name is read as the same once more, and whatever is given is answered', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.domain()), (given) => {
      const name = readHostName(given);
      if (name !== null) expect(readHostName(name)).toBe(name);
    }),
  );
});

test('names above, below and the same are related, and a name that only ends alike is not', () => {
  expect(areRelated('a.example', 'a.example')).toBe(true);
  expect(areRelated('x.a.example', 'a.example')).toBe(true);
  expect(areRelated('a.example', 'x.a.example')).toBe(true);
  expect(areRelated('xa.example', 'a.example')).toBe(false);
});
