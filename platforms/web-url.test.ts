import { expect, test } from 'vitest';
import { webUrl } from './web-url.ts';

const site = 'https://shop.example/eu/';

test.each([
  ['https://shop.example/a.jpg', 'https://shop.example/a.jpg'],
  ['//cdn.shop.example/a.jpg?v=1', 'https://cdn.shop.example/a.jpg?v=1'],
  ['https://shop.example/a.jpg?w=1&amp;h=2', 'https://shop.example/a.jpg?w=1&h=2'],
  ['https://shop.example/a.jpg?w=1&height=2', 'https://shop.example/a.jpg?w=1&height=2'],
  [' https://shop.example/two words.jpg ', 'https://shop.example/two%20words.jpg'],
  ['/products/kettle', 'https://shop.example/products/kettle'],
  ['products/kettle', 'https://shop.example/eu/products/kettle'],
])('%s is %s', (written, address) => {
  expect(webUrl(written, site)).toBe(address);
});

test.each([['javascript:alert(1)'], ['data:image/png;base64,AA'], ['mailto:jo@shop.example'], ['#top'], [''], [null]])(
  '%s is no address',
  (written) => {
    expect(webUrl(written, site)).toBeUndefined();
  },
);

test('without its site is none where the site is not known', () => {
  expect(webUrl('/products/kettle')).toBeUndefined();
});
