import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addLine, type CartLine, linesValue, lineTotal, removeQuantity, takeOut, uniqueLines } from './cart-lines.ts';

const tenths = fc.integer({ min: 1, max: 60 }).map((count) => count / 10);
const line: fc.Arbitrary<CartLine> = fc.record(
  {
    productId: fc.constantFrom('cloth', 'thread', 'needle'),
    variantId: fc.constantFrom('red', 'blue'),
    quantity: tenths,
    unitPriceMinor: fc.constantFrom(0, 450, 1_250),
    currency: fc.constantFrom('SEK', 'NOK'),
  },
  { requiredKeys: ['productId', 'quantity'] },
);
const lines = fc.array(line, { maxLength: 12 });
const tenthsOf = (some: readonly CartLine[]) => some.reduce((sum, { quantity }) => sum + Math.round(quantity * 10), 0);

describe('lines of a cart', () => {
  test('keep quantity and money of all that was added, however much of it is one good at one price', () => {
    fc.assert(
      fc.property(lines, (added) => {
        const unique = uniqueLines(added);
        expect(tenthsOf(unique)).toBe(tenthsOf(added));
        const keys = unique.map((one) => [one.productId, one.variantId, one.unitPriceMinor, one.currency].join());
        expect(new Set(keys).size).toBe(unique.length);
        const cost = (some: readonly CartLine[]) =>
          some.reduce((sum, one) => sum + Math.round(one.quantity * 10) * (one.unitPriceMinor ?? 0), 0);
        expect(cost(unique)).toBe(cost(added));
        for (const code of ['SEK', 'NOK', undefined])
          expect(tenthsOf(unique.filter((one) => one.currency === code))).toBe(
            tenthsOf(added.filter((one) => one.currency === code)),
          );
      }),
    );
  });

  test('lose exactly what is taken out of a product, or all there is of it', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('cloth', 'thread'), tenths, (added, productId, quantity) => {
        const before = uniqueLines(added);
        const after = removeQuantity(before, productId, quantity);
        const of = (some: readonly CartLine[]) => tenthsOf(some.filter((one) => one.productId === productId));
        expect(of(after)).toBe(Math.max(0, of(before) - Math.round(quantity * 10)));
        expect(tenthsOf(after) - of(after)).toBe(tenthsOf(before) - of(before));
        expect(after.every((one) => one.quantity > 0)).toBe(true);
      }),
    );
  });

  test('have a sum only in one currency, and only when every price is known', () => {
    fc.assert(
      fc.property(lines, (some) => {
        const currencies = new Set(some.map(({ currency = 'SEK' }) => currency));
        const whole = some.every(({ unitPriceMinor }) => unitPriceMinor !== undefined);
        expect(linesValue(some, 'SEK') !== null).toBe(whole && currencies.size < 2);
      }),
    );
  });

  test('stay two lines where one piece of a product is paid and one is free', () => {
    const bought = uniqueLines([
      { productId: 'mug', quantity: 1, unitPriceMinor: 1_800 },
      { productId: 'mug', quantity: 1, unitPriceMinor: 0 },
    ]);
    expect(bought.map(({ quantity, unitPriceMinor }) => [quantity, unitPriceMinor])).toEqual([
      [1, 1_800],
      [1, 0],
    ]);
    expect(linesValue(bought)).toBe(1_800);
    expect(addLine(bought, { productId: 'mug', quantity: 2, unitPriceMinor: 1_800 })[0]?.quantity).toBe(3);
  });

  test('give back the newest price first, and bought pieces at whatever price', () => {
    const raised = [
      { productId: 'mug', quantity: 2, unitPriceMinor: 1_800 },
      { productId: 'jug', quantity: 1, unitPriceMinor: 500 },
      { productId: 'mug', quantity: 1, unitPriceMinor: 2_100 },
    ];
    expect(removeQuantity(raised, 'mug', 2)).toEqual([
      { productId: 'mug', quantity: 1, unitPriceMinor: 1_800 },
      { productId: 'jug', quantity: 1, unitPriceMinor: 500 },
    ]);
    expect(takeOut(raised, [{ productId: 'mug', quantity: 3 }]).map(({ productId }) => productId)).toEqual(['jug']);
  });

  test('tell variants apart where both sides know them', () => {
    const shirts = [
      { productId: 'shirt', variantId: 'm', quantity: 1 },
      { productId: 'shirt', variantId: 'l', quantity: 1 },
    ];
    expect(removeQuantity(shirts, 'shirt', 2, 'm')).toEqual([{ productId: 'shirt', variantId: 'l', quantity: 1 }]);
    expect(takeOut(shirts, [{ productId: 'shirt', quantity: 2 }])).toEqual([]);
  });

  test('describe a piece without a price like the one with a price, and guess no price for it', () => {
    const one = {
      productId: 'mug',
      quantity: 1,
      unitPriceMinor: 1_800,
      name: 'Mug',
      imageUrl: 'https://m.example/1.jpg',
    };
    const two = addLine([one], { productId: 'mug', quantity: 1 });
    expect(two[1]).toEqual({ productId: 'mug', quantity: 1, name: 'Mug', imageUrl: 'https://m.example/1.jpg' });
    expect(linesValue(two)).toBeNull();
  });

  test('take the newest name of a product', () => {
    const renamed = addLine([{ productId: 'mug', quantity: 1, name: 'Cup' }], {
      productId: 'mug',
      quantity: 1,
      name: 'Mug',
    });
    expect(renamed).toEqual([{ productId: 'mug', quantity: 2, name: 'Mug' }]);
  });
});

describe('the total of a line', () => {
  test.each([
    [{ quantity: 3.5, unitPriceMinor: 800 }, 2_800],
    [{ quantity: 0.333, unitPriceMinor: 1_000 }, 333],
    [{ quantity: 1.005, unitPriceMinor: 100 }, 101],
    [{ quantity: 2.5, unitPriceMinor: 1 }, 3],
    [{ quantity: 7, unitPriceMinor: 1_429, totalMinor: 10_000 }, 10_000],
    [{ quantity: 7 }, null],
  ])('of %o is %o', (told, total) => {
    expect(lineTotal({ productId: 'cloth', ...told })).toBe(total);
  });

  test('of a good that is told as a whole adds up where every piece costs the same, and shrinks with the pieces', () => {
    const three = { productId: 'tile', quantity: 3, totalMinor: 10_000 };
    expect(addLine([three], three)).toEqual([{ productId: 'tile', quantity: 6, totalMinor: 20_000 }]);
    expect(addLine([three], { productId: 'tile', quantity: 1, totalMinor: 2_000 })).toHaveLength(2);
    expect(removeQuantity([three], 'tile', 1)).toEqual([{ productId: 'tile', quantity: 2, totalMinor: 6_667 }]);
  });

  test('of more than an integer holds makes no sum', () => {
    expect(linesValue([{ productId: 'x', quantity: 1_000_000, unitPriceMinor: 99_999_999_999 }])).toBeNull();
  });
});
