import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addOperations, type CartOperation, contentsOf, emptyCart } from './cart.ts';

/** Every amount belongs to one currency, so that any amount shown in another one is found out. */
const priceIn = { CHF: 100, GBP: 200, JPY: 300 } as const;
const currency = fc.constantFrom('CHF', 'GBP', 'JPY');
const priced = fc.record({
  productId: fc.constantFrom('a', 'b', 'c'),
  quantity: fc.integer({ min: 1, max: 3 }),
  currency,
});
const operation = fc.oneof(
  priced.map(({ currency: code, ...line }) => ({
    kind: 'add' as const,
    currency: code,
    line: { ...line, unitPriceMinor: priceIn[code] },
  })),
  fc.record({ kind: fc.constant('remove' as const), productId: fc.constantFrom('a', 'b'), quantity: fc.constant(2) }),
  fc.record({ currency, lines: fc.array(priced, { maxLength: 3 }) }).map(({ currency: code, lines }) => ({
    kind: 'snapshot' as const,
    currency: code,
    lines: lines.map(({ currency: own, ...line }) => ({
      ...line,
      ...(own !== code && { currency: own }),
      unitPriceMinor: priceIn[own],
    })),
    valueMinor: lines.reduce((sum, { quantity }) => sum + quantity * priceIn[code], 0),
  })),
);
const operations = fc
  .array(operation, { maxLength: 15 })
  .map((all): CartOperation[] => all.map((one, index) => ({ ...one, id: `o${index}`, at: index + 1 })));

describe('the money of a cart', () => {
  test('is never of another currency than it was told in, and never a sum of two (I11)', () => {
    fc.assert(
      fc.property(operations, (all) => {
        const cart = contentsOf(addOperations(emptyCart, all));
        const currencies = new Set<string>();
        let sum = 0;
        for (const line of cart.lines) {
          const shown = (line.currency ?? cart.currency) as keyof typeof priceIn;
          expect(line.unitPriceMinor).toBe(priceIn[shown]);
          currencies.add(shown);
          sum += line.quantity * priceIn[shown];
        }
        if (currencies.size > 1) expect([cart.currency, cart.valueMinor]).toEqual([null, null]);
        if (currencies.size === 1) expect([cart.currency, cart.valueMinor]).toEqual([[...currencies][0], sum]);
      }),
      { numRuns: 500 },
    );
  });

  test('has no sum while a line in dollars stands beside one in pounds, and has one again without it', () => {
    const mixed = addOperations(emptyCart, [add(1, 'pen', 250, 'GBP'), add(2, 'ink', 900, 'USD')]);
    expect(contentsOf(mixed)).toMatchObject({
      currency: null,
      valueMinor: null,
      lines: [
        { productId: 'pen', currency: 'GBP' },
        { productId: 'ink', currency: 'USD' },
      ],
    });
    expect(
      contentsOf(addOperations(mixed, [{ id: 'r', at: 3, kind: 'remove', productId: 'ink', quantity: 1 }])),
    ).toMatchObject({ currency: 'GBP', valueMinor: 250 });
  });

  test('of a line that is told without a currency is in that of the lines that are there', () => {
    const cart = contentsOf(
      addOperations(emptyCart, [add(1, 'pen', 250, 'GBP'), add(2, 'ink', 900), add(3, 'pad', 40, 'USD')]),
    );
    expect(cart.lines.map((line) => line.currency)).toEqual(['GBP', 'GBP', 'USD']);
  });

  test('of lines that no currency was told of is that of the cart, as long as the cart had only one', () => {
    const untold: CartOperation = {
      id: 's',
      at: 5,
      kind: 'snapshot',
      lines: [{ productId: 'pen', quantity: 1, unitPriceMinor: 250 }],
    };
    expect(contentsOf(addOperations(emptyCart, [add(1, 'ink', 900, 'USD'), untold]))).toMatchObject({
      currency: 'USD',
      valueMinor: 250,
    });
    expect(
      contentsOf(addOperations(emptyCart, [add(1, 'ink', 900, 'USD'), untold, add(6, 'pad', 40, 'GBP')])),
    ).toMatchObject({ currency: null, valueMinor: null });
  });

  test('counts the total that the shop told only in the currency of its lines', () => {
    const told = (own: string | undefined): CartOperation => ({
      id: 's',
      at: 1,
      kind: 'snapshot',
      currency: 'GBP',
      valueMinor: 700,
      lines: [{ productId: 'pen', quantity: 3, unitPriceMinor: 250, ...(own && { currency: own }) }],
    });
    expect(contentsOf(addOperations(emptyCart, [told(undefined)]))).toMatchObject({ currency: 'GBP', valueMinor: 700 });
    expect(contentsOf(addOperations(emptyCart, [told('USD')]))).toMatchObject({ currency: 'USD', valueMinor: 750 });
  });

  test('of a cart that is kept in part is what the shop says of the whole, and nothing once that is old', () => {
    const part: CartOperation = {
      id: 's',
      at: 1,
      kind: 'snapshot',
      currency: 'GBP',
      valueMinor: 90_000,
      linesOmitted: 12,
      lines: [{ productId: 'pen', quantity: 3, unitPriceMinor: 250 }],
    };
    expect(contentsOf(addOperations(emptyCart, [part]))).toMatchObject({ valueMinor: 90_000, linesOmitted: 12 });
    expect(contentsOf(addOperations(emptyCart, [part, add(2, 'ink', 900, 'GBP')]))).toMatchObject({
      valueMinor: null,
      linesOmitted: 12,
    });
    expect(
      contentsOf(
        addOperations(emptyCart, [
          part,
          { id: 'p', at: 3, kind: 'purchase', orderId: 'o', statedAt: 0, lines: 'everything', own: true },
        ]),
      ).linesOmitted,
    ).toBe(0);
  });
});

function add(at: number, productId: string, unitPriceMinor: number, code?: string): CartOperation {
  return {
    id: `add-${at}`,
    at,
    kind: 'add',
    line: { productId, quantity: 1, unitPriceMinor },
    ...(code && { currency: code }),
  };
}
