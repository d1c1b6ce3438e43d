import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CartLine, linesValue } from '../cart-lines.ts';
import { type FreshCart, freshCart } from './fresh-cart.ts';
import { goodKey, goodsAskedMax, goodsToAsk, type SaidOfGood } from './said-of-good.ts';

const lamp: CartLine = { productId: 'lamp', quantity: 2, unitPriceMinor: 2_000, name: 'Lamp' };
const vase: CartLine = { productId: 'vase', variantId: 'blue', quantity: 1, unitPriceMinor: 1_500, name: 'Vase' };
const cart = { lines: [lamp, vase], currency: 'EUR', valueMinor: 5_500 };

function said(line: CartLine, of: Partial<SaidOfGood>): SaidOfGood {
  const good = line.variantId === undefined ? {} : { variantId: line.variantId };
  return { productId: line.productId, ...good, availability: 'for_sale', price: null, ...of };
}

function cartOf(fresh: FreshCart) {
  if (fresh.kind !== 'cart') throw new Error('nothing is left');
  return fresh.cart;
}

describe('a cart as its shop says that it is now', () => {
  test('has no line that is sold out, and is worth what is left (I14)', () => {
    const fresh = cartOf(freshCart(cart, [said(lamp, { availability: 'sold_out' })], 'drop'));
    expect(fresh).toMatchObject({ lines: [vase], valueMinor: 1_500 });
  });

  test('shows what is sold out behind the others and without a price, where the store wants that (I14)', () => {
    const fresh = cartOf(freshCart(cart, [said(lamp, { availability: 'sold_out' })], 'mark'));
    expect(fresh.valueMinor).toBe(1_500);
    expect(fresh.lines).toEqual([vase, { productId: 'lamp', quantity: 2, name: 'Lamp', soldOut: true }]);
  });

  test.each(['drop', 'mark'] as const)('of which nothing can be bought is none, with %s too (I14)', (way) => {
    const all = cart.lines.map((line) => said(line, { availability: 'sold_out' }));
    expect(freshCart(cart, all, way)).toEqual({ kind: 'nothing_left', soldOut: 2 });
  });

  test('costs what it costs now, and remembers what it cost', () => {
    const fresh = cartOf(freshCart(cart, [said(lamp, { price: { amountMinor: 1_800, currency: 'EUR' } })], 'drop'));
    expect(fresh.lines[0]).toMatchObject({ unitPriceMinor: 1_800, unitPriceBeforeMinor: 2_000 });
    expect(fresh.valueMinor).toBe(5_100);
  });

  test.each([
    ['another currency', lamp, { amountMinor: 1_800, currency: 'USD' }],
    ['nothing', lamp, { amountMinor: 0, currency: 'EUR' }],
    ['a price that is a hundred times smaller', lamp, { amountMinor: 20, currency: 'EUR' }],
    ['a price that is a hundred times larger', lamp, { amountMinor: 200_000, currency: 'EUR' }],
    ['a price that is no whole amount', lamp, { amountMinor: 1_800.5, currency: 'EUR' }],
    ['a price beside a discount', { ...lamp, totalMinor: 3_000 }, { amountMinor: 1_800, currency: 'EUR' }],
    ['a price of what had none', { productId: 'lamp', quantity: 2 }, { amountMinor: 1_800, currency: 'EUR' }],
  ])('keeps the price that was told where the shop says %s', (_, line, price) => {
    const told = { ...cart, lines: [line] };
    expect(freshCart(told, [said(line, { price })], 'drop')).toEqual({
      ...{ kind: 'cart', soldOut: 0, repriced: 0 },
      cart: told,
    });
  });

  test('keeps a total that the shop told while nothing of it changed', () => {
    const told = { ...cart, valueMinor: 4_900 };
    expect(cartOf(freshCart(told, [said(lamp, {}), said(vase, {})], 'drop'))).toEqual(told);
  });

  test('has no total where lines were never told', () => {
    const told = { ...cart, linesOmitted: 3 };
    expect(cartOf(freshCart(told, [said(lamp, { availability: 'sold_out' })], 'drop')).valueMinor).toBeNull();
  });

  test('believes that a product is gone only beside one that the shop knows (I14)', () => {
    const unknown = [said(lamp, { availability: 'missing' }), said(vase, { availability: 'missing' })];
    expect(cartOf(freshCart(cart, unknown, 'drop'))).toEqual(cart);
    const one = [said(lamp, { availability: 'missing' }), said(vase, {})];
    expect(cartOf(freshCart(cart, one, 'drop')).lines).toEqual([vase]);
  });
});

const id = fc.constantFrom('a', 'b', 'c');
const currency = fc.constantFrom('EUR', 'USD');
const line: fc.Arbitrary<CartLine> = fc.record(
  {
    productId: id,
    variantId: id,
    quantity: fc.constantFrom(1, 2, 3, 0.5),
    unitPriceMinor: fc.integer({ min: 0, max: 100_000 }),
    totalMinor: fc.integer({ min: 0, max: 100_000 }),
    currency,
  },
  { requiredKeys: ['productId', 'quantity'] },
);
const answer: fc.Arbitrary<SaidOfGood> = fc.record(
  {
    productId: id,
    variantId: id,
    availability: fc.constantFrom('for_sale', 'sold_out', 'unclear', 'missing'),
    price: fc.option(
      fc.record({
        amountMinor: fc.oneof(
          fc.integer(),
          fc.double(),
          fc.constantFrom(Number.NaN, Infinity, Number.MAX_SAFE_INTEGER),
        ),
        currency,
      }),
    ),
  },
  { requiredKeys: ['productId', 'availability', 'price'] },
);
const anyCart = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 6 }),
  currency: fc.option(currency),
  valueMinor: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
});

test('whatever a shop says, no line comes from nowhere, none that is gone comes back, and totals are those of the lines', () => {
  fc.assert(
    fc.property(anyCart, fc.array(answer), fc.constantFrom('drop', 'mark'), (told, answers, way) => {
      const fresh = freshCart(told, answers, way);
      if (fresh.kind === 'nothing_left') {
        expect(fresh.soldOut).toBe(told.lines.length);
        return;
      }
      const toldGoods = told.lines.map(goodKey);
      expect(fresh.cart.lines.every((one) => toldGoods.includes(goodKey(one)))).toBe(true);
      const buyable = fresh.cart.lines.filter(({ soldOut }) => soldOut !== true);
      expect(buyable.length).toBe(told.lines.length - fresh.soldOut);
      const gone = new Set(answers.filter(({ availability }) => availability === 'sold_out').map(goodKey));
      // The newest answer counts where there are two of one product.
      const last = new Map(answers.map((one) => [goodKey(one), one.availability]));
      expect(buyable.filter((one) => gone.has(goodKey(one)) && last.get(goodKey(one)) === 'sold_out')).toEqual([]);
      if (fresh.soldOut > 0 || fresh.repriced > 0) {
        expect(fresh.cart.valueMinor).toBe(linesValue(buyable, told.currency));
      } else expect(fresh.cart).toEqual(told);
      for (const { unitPriceMinor, totalMinor } of fresh.cart.lines)
        for (const amount of [unitPriceMinor, totalMinor])
          expect(amount === undefined || Number.isSafeInteger(amount)).toBe(true);
    }),
  );
});

test('a shop is asked about each product once, and about so many of one cart', () => {
  expect(goodsToAsk([lamp, vase, lamp])).toEqual([{ productId: 'lamp' }, { productId: 'vase', variantId: 'blue' }]);
  const many = Array.from({ length: 200 }, (_, n) => ({ productId: String(n) }));
  expect(goodsToAsk(many)).toHaveLength(goodsAskedMax);
});
