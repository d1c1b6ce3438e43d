import { expect, test } from 'vitest';
import { primaryDomainOf } from './primary-domain.ts';

test.each([
  ['shop.example', 'shop.example'],
  ['news.shop.example', 'shop.example'],
  ['a.b.Shop.Example', 'shop.example'],
  ['m.shop.co.uk', 'shop.co.uk'],
  ['shop.com.au', 'shop.com.au'],
  ['co.example', 'co.example'],
  ['localhost', 'localhost'],
])('%s is judged as %s (field 23)', (domain, primary) => {
  expect(primaryDomainOf(domain)).toBe(primary);
});
