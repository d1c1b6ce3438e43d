import { expect, test } from 'vitest';
import { nothingSaid, plainBrand } from '../../domain/brand/brand.ts';
import { brandedIndex } from './branded-index.ts';

const index = {
  body: Buffer.from(
    '<head><link rel="icon" href="/favicon.svg" type="image/svg+xml" /><title>Cart recovery</title></head><p>x</p>',
  ),
  contentType: 'text/html; charset=utf-8',
};

test('the page of the dashboard has the title and the icon of the brand, and nothing of ours', () => {
  const brand = { ...plainBrand, name: '</title><script>$&', logos: { ...nothingSaid.logos, light: 'abc' } };
  expect(brandedIndex(index, brand).body.toString()).toBe(
    '<head><link rel="icon" href="/v1/brand/logo/abc" type="image/png" /><title>&lt;/title&gt;&lt;script&gt;$&amp;</title></head><p>x</p>',
  );
});

test('without a brand it is as it was built', () => {
  expect(brandedIndex(index, plainBrand).body).toBe(index.body);
});
