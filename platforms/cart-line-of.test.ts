import { describe, expect, test } from 'vitest';
import { cartLineOf, cartLinesOf, cartValueMinor } from './cart-line-of.ts';

const silk = { ids: ['silk'], quantity: 1.75, unitPrice: '32.00' };

describe('a line of a platform', () => {
  test.for([
    [1.75, 1.75],
    ['1.75', 1.75],
    ['1,75', 1.75],
    [3, 3],
  ] as const)('keeps a quantity of %j as %d', ([quantity, kept]) => {
    expect(cartLineOf({ ...silk, quantity }, 'CAD')).toMatchObject({ quantity: kept, unitPriceMinor: 3_200 });
  });

  test.for([[0], [-1], ['none'], [null], [Number.NaN], ['']])('with a quantity of %j is no line', ([quantity]) => {
    expect(cartLineOf({ ids: ['silk'], quantity, unitPrice: 0 }, 'CAD')).toBeNull();
  });

  test('tells what all of it costs beside the price of a piece', () => {
    expect(
      cartLineOf({ ids: ['tile'], variantId: 7, quantity: 3, unitPrice: 16.666666, total: '50.00' }, 'CAD'),
    ).toEqual({
      productId: 'tile',
      variantId: '7',
      quantity: 3,
      unitPriceMinor: 1_667,
      totalMinor: 5_000,
    });
  });

  test.for([
    ['1,250.00', 125_000],
    ['1.250,00', 125_000],
    ['1,250', undefined],
    ['12.00 or 15.00', undefined],
  ] as const)('with a price of %j costs %j', ([unitPrice, minor]) => {
    expect(cartLineOf({ ...silk, unitPrice }, 'EUR')?.unitPriceMinor).toBe(minor);
  });
});

describe('discounts and returns among the lines', () => {
  const voucher = { ids: ['voucher'], quantity: '1', unitPrice: '-6.00' };

  test('are no goods', () => {
    expect(cartLinesOf([silk, voucher, { ids: ['cap'], quantity: -1, unitPrice: '9.00' }], 'CAD')).toHaveLength(1);
    expect(cartLinesOf([{ ids: ['gift'], quantity: 1, unitPrice: '-0.00' }], 'CAD')).toHaveLength(1);
  });

  test.for([
    ['a discount', [silk, voucher], 5_000],
    ['a return', [silk, { ids: ['cap'], quantity: -2, unitPrice: '9.00' }], 3_800],
    ['a total below nothing', [silk, { ids: ['fee'], quantity: 1, total: -2.5 }], 5_350],
    ['more off than there is', [silk, { ...voucher, unitPrice: '−600.00' }], 0],
    ['a discount that cannot be read', [silk, { ...voucher, unitPrice: '-6.00 / -7.00' }], null],
    ['goods without a price', [{ ...silk, unitPrice: undefined }, voucher], null],
    ['nothing to take off', [silk], null],
  ] as const)('lower the value of the cart: %s', ([_what, lines, value]) => {
    expect(cartValueMinor(undefined, lines, 'CAD')).toBe(value);
  });

  test('count for nothing where the platform tells the total', () => {
    expect(cartValueMinor('44.00', [silk, voucher], 'CAD')).toBe(4_400);
    expect(cartValueMinor('44.00', [silk, voucher], null)).toBeNull();
  });
});
