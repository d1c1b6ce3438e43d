import { expect, test } from 'vitest';
import { shopUrl } from './shop-url.ts';

test.each([
  ['https://shop.example/c/1', 'https://shop.example', 'https://shop.example/c/1'],
  ['https://checkout.shop.example/c', 'https://www.shop.example', 'https://checkout.shop.example/c'],
  ['http://127.0.0.1:8080/c', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080/c'],
])('%s belongs to %s', (url, store, expected) => {
  expect(shopUrl(url, store)).toBe(expected);
});

test('a link lies on the shop’s site, or on the one where its platform keeps carts', () => {
  const sites = ['https://shop.example', undefined, 'https://my-shop.platform.example'];
  for (const url of ['https://shop.example/cart', 'https://my-shop.platform.example/cart/7'])
    expect(shopUrl(url, sites)).toBe(url);
  expect(shopUrl('https://other-shop.platform.example/cart/7', sites)).toBeNull();
  expect(shopUrl('https://shop.example/cart', [])).toBeNull();
});

test.each([
  ['https://evil.example/', 'https://shop.example'],
  ['https://notshop.example/', 'https://shop.example'],
  ['https://shop.example.evil.example/', 'https://shop.example'],
  ['https://shop.example@evil.example/', 'https://shop.example'],
  ['https://user:pass@shop.example/', 'https://shop.example'],
  ['http://shop.example/', 'https://shop.example'],
  ['https://shop.example:8443/', 'https://shop.example'],
  ['javascript:alert(1)', 'https://shop.example'],
  ['//shop.example/', 'https://shop.example'],
  ['https://shop.example/', null],
  [null, 'https://shop.example'],
])('%s is not believed for %s', (url, store) => {
  expect(shopUrl(url, store)).toBeNull();
});
