import { expect, test } from 'vitest';
import { productsOf } from './left-products.ts';

test('a product is one, whatever its variants and prices are, and the dearest comes first', () => {
  const lines = [
    { productId: 'soap', quantity: 3, unitPriceMinor: 250, name: 'Soap' },
    { productId: 'towel', variantId: 'red', quantity: 1, unitPriceMinor: 1_000 },
    { productId: 'towel', variantId: 'blue', quantity: 2, totalMinor: 1_500, name: 'Towel' },
  ];
  expect(productsOf(lines, 'EUR')).toEqual([
    { productId: 'towel', valueMinor: 2_500, name: 'Towel' },
    { productId: 'soap', valueMinor: 750, name: 'Soap' },
  ]);
});

test('a line without a price, or in another currency, adds no value', () => {
  const lines = [
    { productId: 'gift', quantity: 1 },
    { productId: 'lamp', quantity: 1, unitPriceMinor: 900, currency: 'USD' },
    { productId: 'rug', quantity: 1, unitPriceMinor: 800, currency: 'EUR' },
  ];
  expect(productsOf(lines, 'EUR').map(({ productId, valueMinor }) => [productId, valueMinor])).toEqual([
    ['rug', 800],
    ['gift', 0],
    ['lamp', 0],
  ]);
});

test('beyond a hundred products the cheapest are one that has no id, and nothing of their value is lost', () => {
  const lines = Array.from({ length: 130 }, (_, index) => ({
    productId: `p${index}`,
    quantity: 1,
    unitPriceMinor: 10,
  }));
  const products = productsOf(lines, 'EUR');
  expect(products).toHaveLength(101);
  expect(products.at(-1)).toEqual({ productId: '', valueMinor: 300 });
  expect(products.reduce((sum, { valueMinor }) => sum + valueMinor, 0)).toBe(1_300);
});

test('an amount that no integer holds adds nothing', () => {
  const lines = [{ productId: 'x', quantity: 1_000_000, unitPriceMinor: 10 ** 14 }];
  expect(productsOf([...lines, { productId: 'x', quantity: 1, unitPriceMinor: 5 }], 'EUR')[0]?.valueMinor).toBe(5);
});
