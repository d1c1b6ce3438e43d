import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addOperations,
  type CartOperation,
  contentsOf,
  emptyCart,
  isEmpty,
  lateArrivalMsMax,
  recentOperationsMax,
  recentOperationsMin,
} from './cart.ts';

const products = ['a', 'b', 'c'];
const product = fc.constantFrom(...products);
const quantity = fc.constantFrom(0.5, 1, 2, 3.3, 4);
const price = fc.option(fc.integer({ min: 0, max: 5_000 }), { nil: undefined });
const currency = fc.constantFrom('EUR', 'USD', undefined);
const variant = fc.constantFrom('red', 'blue', undefined);
const line = fc.record(
  { productId: product, variantId: variant, quantity, unitPriceMinor: price, totalMinor: price, currency },
  { requiredKeys: ['productId', 'quantity'] },
);
const at = fc.integer({ min: 1, max: 40 });

const change = fc.oneof(
  fc.record({
    kind: fc.constant('snapshot' as const),
    at,
    lines: fc.array(line, { maxLength: 4 }),
    currency,
    checkout: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('add' as const), at, line, currency }),
  fc.record({ kind: fc.constant('remove' as const), at, productId: product, variantId: variant, quantity }),
  fc.record({ kind: fc.constant('view' as const), at }),
  fc.record({
    kind: fc.constant('purchase' as const),
    at,
    lines: fc.oneof(
      fc.constant('everything' as const),
      fc.array(fc.record({ productId: product, quantity }), { maxLength: 3 }),
    ),
  }),
  fc.record({ kind: fc.constantFrom('purchase_cancelled', 'payment_pending', 'payment_failed'), at }),
);
const operations = fc
  .array(change, { maxLength: 30 })
  .map((changes): CartOperation[] => changes.map((operation, index) => ({ ...operation, id: `e${index}` })));

describe('a cart', () => {
  test('holds the same whatever order its operations arrive in, however they are batched and repeated', () => {
    const arrivals = operations.chain((all) =>
      fc.record({
        all: fc.constant(all),
        arrived: fc
          .shuffledSubarray([...all, ...all], { minLength: all.length, maxLength: all.length * 2 })
          .map((some) => [...some, ...all.toReversed()]),
        batch: fc.integer({ min: 1, max: 7 }),
      }),
    );
    fc.assert(
      fc.property(arrivals, ({ all, arrived, batch }) => {
        const expected = contentsOf(addOperations(emptyCart, all));
        let fold = emptyCart;
        for (let start = 0; start < arrived.length; start += batch)
          fold = addOperations(fold, arrived.slice(start, start + batch));
        expect(contentsOf(fold)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('survives being stored as JSON between any two batches', () => {
    fc.assert(
      fc.property(operations, (all) => {
        const stored = all.reduce(
          (fold, operation) => JSON.parse(JSON.stringify(addOperations(fold, [operation]))),
          emptyCart,
        );
        expect(contentsOf(stored)).toEqual(contentsOf(addOperations(emptyCart, all)));
      }),
    );
  });

  test('has a value only when every price is known, in one currency', () => {
    fc.assert(
      fc.property(operations, (all) => {
        const { lines, valueMinor, currency: common } = contentsOf(addOperations(emptyCart, all));
        const told = all.some((operation) => 'currency' in operation && operation.currency !== undefined);
        const priced = lines.every((one) => (one.unitPriceMinor ?? one.totalMinor) !== undefined);
        const ofOne = common !== null || (!told && lines.every((one) => one.currency === undefined));
        expect(valueMinor !== null).toBe(priced && ofOne);
      }),
    );
  });

  test('never holds less than nothing of a product', () => {
    const removedTwice = addOperations(emptyCart, [add('a', 1, 1), remove('a', 5, 2), add('a', 2, 3)]);
    expect(contentsOf(removedTwice).lines).toEqual([{ productId: 'a', quantity: 2 }]);
  });

  test('puts a removal that arrives before its addition where it belongs', () => {
    const fold = addOperations(addOperations(emptyCart, [remove('a', 1, 2)]), [add('a', 3, 1)]);
    expect(contentsOf(fold).lines).toEqual([{ productId: 'a', quantity: 2 }]);
  });

  test('does not grow by what a snapshot made irrelevant', () => {
    const snapshots = Array.from(
      { length: 200 },
      (_, index): CartOperation => ({
        id: `s${index}`,
        at: index,
        kind: 'snapshot',
        lines: [{ productId: 'a', quantity: index + 1 }],
      }),
    );
    const fold = addOperations(emptyCart, snapshots);
    expect(fold.recent).toEqual([]);
    expect(contentsOf(fold).lines).toEqual([{ productId: 'a', quantity: 200 }]);
  });

  test('keeps what a shop said of the total until the contents change', () => {
    const stated = addOperations(emptyCart, [
      {
        id: 's',
        at: 1,
        kind: 'snapshot',
        lines: [{ productId: 'a', quantity: 2, unitPriceMinor: 500 }],
        valueMinor: 900,
      },
    ]);
    expect(contentsOf(stated).valueMinor).toBe(900);
    expect(contentsOf(addOperations(stated, [remove('a', 1, 2)])).valueMinor).toBe(500);
  });

  test('that was ordered is purchased until it is filled again, and a look at a product does not fill it', () => {
    const ordered = addOperations(emptyCart, [add('a', 1, 1), purchase(2)]);
    expect(contentsOf(ordered)).toMatchObject({ status: 'purchased', lines: [], purchasedAt: 2, lastActivityAt: 1 });
    expect(contentsOf(addOperations(ordered, [{ id: 'v', at: 3, kind: 'view' }]))).toMatchObject({
      status: 'purchased',
      lastActivityAt: 3,
    });
    expect(contentsOf(addOperations(ordered, [add('b', 1, 3)]))).toMatchObject({
      status: 'open',
      lines: [{ productId: 'b' }],
    });
  });

  test('whose order arrives first is purchased once the cart arrives', () => {
    expect(contentsOf(addOperations(addOperations(emptyCart, [purchase(9)]), [add('a', 1, 1)]))).toMatchObject({
      status: 'purchased',
      lines: [],
    });
  });

  test('whose order is cancelled is open again with what is left in it', () => {
    const cancelled = addOperations(emptyCart, [
      add('a', 1, 1),
      purchase(2),
      { id: 'c', at: 3, kind: 'purchase_cancelled' },
    ]);
    expect(contentsOf(cancelled)).toMatchObject({ status: 'open', lines: [] });
  });

  test('is in the checkout from its first checkout event until an order', () => {
    const checkout = addOperations(emptyCart, [
      { id: 's', at: 1, kind: 'snapshot', lines: [], checkout: true },
      add('a', 1, 2),
    ]);
    expect(contentsOf(checkout).stage).toBe('checkout');
    expect(contentsOf(addOperations(checkout, [purchase(3), add('a', 1, 4)])).stage).toBe('cart');
  });

  test('keeps every operation of the last minutes unfolded, and a bounded number of them', () => {
    const quick = Array.from({ length: recentOperationsMax + 5 }, (_, index) => add('a', 1, index + 1));
    expect(addOperations(emptyCart, quick).recent).toHaveLength(recentOperationsMax);
    const slow = Array.from({ length: recentOperationsMax }, (_, index) => add('a', 1, (index + 1) * lateArrivalMsMax));
    const fold = addOperations(emptyCart, slow);
    expect(fold.recent).toHaveLength(recentOperationsMin);
    expect(contentsOf(fold).lines[0]?.quantity).toBe(recentOperationsMax);
  });

  test('without lines is empty', () => {
    expect(isEmpty(contentsOf(emptyCart))).toBe(true);
  });
});

function add(productId: string, pieces: number, time: number): CartOperation {
  return { id: `add-${productId}-${time}`, at: time, kind: 'add', line: { productId, quantity: pieces } };
}
function remove(productId: string, pieces: number, time: number): CartOperation {
  return { id: `remove-${productId}-${time}`, at: time, kind: 'remove', productId, quantity: pieces };
}
function purchase(time: number): CartOperation {
  return { id: `purchase-${time}`, at: time, kind: 'purchase', lines: 'everything' };
}

describe('a cart whose order waits for its payment', () => {
  const lines = [{ productId: 'a', quantity: 2, unitPriceMinor: 500 }];
  const checkout: CartOperation = { id: 'c', at: 10, kind: 'snapshot', lines, checkout: true };
  const pending: CartOperation = { id: 'p', at: 20, kind: 'payment_pending' };
  const cartAfter = (...later: CartOperation[]) => contentsOf(addOperations(emptyCart, [checkout, pending, ...later]));

  test('is not bought: it holds what it held, was touched by the order, and is at a stage of its own', () => {
    expect(cartAfter()).toMatchObject({
      lines,
      status: 'open',
      stage: 'payment',
      lastActivityAt: 20,
      purchasedAt: null,
    });
  });

  test.each<[string, CartOperation, string, string]>([
    ['is paid', { id: 'x', at: 30, kind: 'purchase', lines: 'everything' }, 'purchased', 'cart'],
    ['is paid at its own time', { id: 'x', at: 20, kind: 'purchase', lines: 'everything' }, 'purchased', 'cart'],
    ['fails to be paid', { id: 'x', at: 30, kind: 'payment_failed' }, 'open', 'checkout'],
    ['is called off', { id: 'x', at: 30, kind: 'purchase_cancelled' }, 'open', 'checkout'],
    ['goes through a new checkout', { ...checkout, id: 'x', at: 30 }, 'open', 'checkout'],
    ['waits again after a failure', { id: 'x', at: 15, kind: 'payment_failed' }, 'open', 'payment'],
    ['is looked at', { id: 'x', at: 30, kind: 'view' }, 'open', 'payment'],
  ])('that %s', (_what, later, status, stage) => {
    expect(cartAfter(later)).toMatchObject({ status, stage });
  });
});
