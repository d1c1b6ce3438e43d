import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownCart } from './shown-cart.ts';

const soap = { productId: 'soap', quantity: 2, unitPriceMinor: 650 };
const oil = { productId: 'oil', quantity: 0.75, unitPriceMinor: 4_000 };

describe('a cart as it is shown', () => {
  test('has prices that add up to its total, or none beside it, whatever the shop told', () => {
    const line = fc.record(
      {
        productId: fc.uuid(),
        quantity: fc.constantFrom(1, 2, 3, 0.5, 2.25),
        unitPriceMinor: fc.integer({ min: 0, max: 5_000 }),
        totalMinor: fc.integer({ min: 0, max: 9_000 }),
      },
      { requiredKeys: ['productId', 'quantity'] },
    );
    const cart = fc.record({
      lines: fc.array(line, { maxLength: 6 }),
      currency: fc.constantFrom('DKK', null),
      valueMinor: fc.option(fc.integer({ min: 0, max: 30_000 })),
      linesOmitted: fc.constantFrom(0, 3),
    });
    fc.assert(
      fc.property(cart, (told) => {
        const shown = shownCart(told);
        const totals = shown.lines.map(({ totalMinor }) => totalMinor);
        const sum = totals.reduce<number>((all, total) => all + (total ?? 0), 0);
        if (shown.totalMinor !== null) {
          expect(sum).toBeLessThanOrEqual(shown.totalMinor);
          if (!totals.includes(null) && shown.moreLines === 0 && totals.length > 0) expect(sum).toBe(shown.totalMinor);
        }
        for (const one of shown.lines)
          if (one.unitPriceMinor !== null)
            expect(Math.abs(one.unitPriceMinor * one.line.quantity - (one.totalMinor ?? 0))).toBeLessThanOrEqual(0.5);
      }),
      { numRuns: 500 },
    );
  });

  test('says what a measure costs', () => {
    expect(shownCart({ lines: [soap, oil], currency: 'DKK', valueMinor: 4_300 }).lines[1]).toMatchObject({
      unitPriceMinor: 4_000,
      totalMinor: 3_000,
    });
  });

  test('shows the total alone where a discount makes it less than its lines', () => {
    const shown = shownCart({ lines: [soap, oil], currency: 'DKK', valueMinor: 3_900 });
    expect(shown.lines.map(({ totalMinor }) => totalMinor)).toEqual([null, null]);
    expect(shown.totalMinor).toBe(3_900);
  });

  test('shows what all pieces cost where no price of a piece makes it', () => {
    const tiles = { productId: 'tile', quantity: 3, unitPriceMinor: 3_333, totalMinor: 10_000 };
    expect(shownCart({ lines: [tiles], currency: 'DKK', valueMinor: 10_000 }).lines).toMatchObject([
      { unitPriceMinor: null, totalMinor: 10_000 },
    ]);
  });

  test('shows every line of a cart in two currencies in its own, without a total', () => {
    const lines = [
      { ...soap, currency: 'DKK' },
      { ...oil, currency: 'EUR' },
    ];
    const shown = shownCart({ lines, currency: null, valueMinor: null });
    expect(shown.lines.map(({ currency, totalMinor }) => [currency, totalMinor])).toEqual([
      ['DKK', 1_300],
      ['EUR', 3_000],
    ]);
    expect(shown.totalMinor).toBeNull();
  });

  test('counts what there is no room for, and what the shop did not tell one by one', () => {
    const shown = shownCart({ lines: [soap, oil, soap], currency: 'DKK', valueMinor: 90_000, linesOmitted: 7 }, 2);
    expect(shown.moreLines).toBe(8);
    expect(shown.lines[0]?.totalMinor).toBe(1_300);
  });
});
