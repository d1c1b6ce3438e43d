import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addOperations,
  boughtGoodsEchoMs,
  type CartOperation,
  contentsOf,
  emptyCart,
  isEmpty,
  lateArrivalMsMax,
  openFold,
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
const goods = fc.array(fc.record({ productId: product, quantity }), { maxLength: 3 });

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
  fc.record({ kind: fc.constant('purchase' as const), at, statedAt: at, lines: goods, own: fc.boolean() }),
  fc.record({ kind: fc.constant('purchase_cancelled' as const), at, lines: goods }),
  fc.record({ kind: fc.constantFrom('payment_pending', 'payment_failed'), at }),
);
const operations = fc
  .array(change, { maxLength: 30 })
  // What is put in anew after an order is told apart from what was bought by its time alone: such stories have to arrive
  // in order, and have tests of their own below.
  .map((changes) => {
    const isBought = changes.some(({ kind }) => kind === 'purchase');
    return isBought ? changes.filter(({ kind }) => kind !== 'add') : changes;
  })
  .map((changes): CartOperation[] =>
    changes.map((operation, index) => ({ ...operation, id: `e${index}`, orderId: `o${index % 30}` }) as CartOperation),
  );

/** Orders stand where they arrived, so nothing that arrived before them is later than they are. */
function datedByArrival(arrived: readonly CartOperation[]): CartOperation[] {
  const known = new Map<string, CartOperation>();
  let newest = 0;
  return arrived.map((operation) => {
    const isOrder = operation.kind === 'purchase' || operation.kind === 'purchase_cancelled';
    const dated =
      known.get(operation.id) ?? (isOrder ? { ...operation, at: Math.max(newest, operation.at) } : operation);
    known.set(operation.id, dated);
    newest = Math.max(newest, dated.at);
    return dated;
  });
}

describe('a cart', () => {
  test('holds the same whatever order its operations arrive in, however they are batched and repeated', () => {
    const arrivals = operations.chain((all) =>
      fc.record({
        arrived: fc
          .shuffledSubarray([...all, ...all], { minLength: all.length, maxLength: all.length * 2 })
          .map((some) => datedByArrival([...some, ...all.toReversed()])),
        batch: fc.integer({ min: 1, max: 7 }),
      }),
    );
    fc.assert(
      fc.property(arrivals, ({ arrived, batch }) => {
        const expected = contentsOf(addOperations(emptyCart, arrived));
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
      fc.property(operations.map(datedByArrival), (all) => {
        const stored = all.reduce((fold, operation) => {
          const { base, recent } = addOperations(fold, [operation]);
          return openFold(JSON.parse(JSON.stringify({ base, recent })));
        }, emptyCart);
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
      { id: 'c', at: 3, kind: 'purchase_cancelled', orderId: 'o-2', lines: [] },
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
  return {
    id: `purchase-${time}`,
    at: time,
    kind: 'purchase',
    orderId: `o-${time}`,
    statedAt: time,
    lines: 'everything',
    own: true,
  };
}

describe('a cart whose order waits for its payment', () => {
  const lines = [{ productId: 'a', quantity: 2, unitPriceMinor: 500 }];
  const checkout: CartOperation = { id: 'c', at: 10, kind: 'snapshot', lines, checkout: true };
  const pending: CartOperation = { id: 'p', at: 20, kind: 'payment_pending' };
  const cancelled: CartOperation = { id: 'x', at: 30, kind: 'purchase_cancelled', orderId: 'o', lines: 'everything' };
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
    ['is paid', purchase(30), 'purchased', 'cart'],
    ['is paid at its own time', purchase(20), 'purchased', 'cart'],
    ['fails to be paid', { id: 'x', at: 30, kind: 'payment_failed' }, 'open', 'checkout'],
    ['is called off', cancelled, 'open', 'checkout'],
    ['goes through a new checkout', { ...checkout, id: 'x', at: 30 }, 'open', 'checkout'],
    ['waits again after a failure', { id: 'x', at: 15, kind: 'payment_failed' }, 'open', 'payment'],
    ['is looked at', { id: 'x', at: 30, kind: 'view' }, 'open', 'payment'],
  ])('that %s', (_what, later, status, stage) => {
    expect(cartAfter(later)).toMatchObject({ status, stage });
  });
});

describe('what was bought', () => {
  const snapshot = (time: number, ...productIds: string[]): CartOperation => ({
    id: `s-${time}`,
    at: time,
    kind: 'snapshot',
    lines: productIds.map((productId) => ({ productId, quantity: 1, unitPriceMinor: 100 })),
  });
  const order = (time: number, lines: 'everything' | string[], own = true): CartOperation => ({
    id: `order-${time}`,
    at: time,
    kind: 'purchase',
    orderId: `o-${time}`,
    statedAt: time,
    lines: lines === 'everything' ? lines : lines.map((productId) => ({ productId, quantity: 1 })),
    own,
  });
  const told = (...story: CartOperation[]) => {
    const { status, lines, valueMinor } = contentsOf(addOperations(emptyCart, story));
    return { status, valueMinor, goods: lines.map(({ productId }) => productId) };
  };

  test('is not wanted again because a page tells it once more', () => {
    for (const lines of ['everything', ['a', 'b']] as const)
      expect(
        told(snapshot(1, 'a', 'b'), order(2, lines === 'everything' ? lines : [...lines]), snapshot(3, 'a', 'b')),
      ).toMatchObject({
        status: 'purchased',
        goods: [],
      });
  });

  test('does not come back beside something new, and something new opens the cart', () => {
    const story = [snapshot(1, 'a'), order(2, ['a']), snapshot(3, 'a', 'b')];
    expect(told(...story)).toEqual({ status: 'open', goods: ['b'], valueMinor: 100 });
  });

  test('is wanted again by whoever puts it in again, and by a cart of another day', () => {
    const bought = [snapshot(1, 'a'), order(2, ['a'])];
    expect(told(...bought, add('a', 1, 3))).toMatchObject({ status: 'open', goods: ['a'] });
    expect(told(...bought, add('a', 1, 3), snapshot(4, 'a'))).toMatchObject({ status: 'open', goods: ['a'] });
    expect(told(...bought, snapshot(3 + boughtGoodsEchoMs, 'a'))).toMatchObject({ status: 'open', goods: ['a'] });
  });

  test('leaves the other carts of its buyer, which are not bought themselves', () => {
    expect(told(snapshot(1, 'a', 'b'), order(2, ['a'], false))).toEqual({
      status: 'open',
      goods: ['b'],
      valueMinor: 100,
    });
    expect(told(snapshot(1, 'a'), order(2, ['a'], false))).toMatchObject({ status: 'open', goods: [] });
    expect(told(snapshot(1, 'a'), order(2, ['x'], false))).toMatchObject({ status: 'open', goods: ['a'] });
  });

  test('was put in until the order was told, by whatever clock', () => {
    expect(told(order(5, ['a']), snapshot(5, 'a'))).toMatchObject({ status: 'purchased', goods: [] });
  });

  test('is not what is put in later by the clock of the shop and told later, though the order was told after that', () => {
    const late = { ...order(9, ['a']), statedAt: 2 } as CartOperation;
    const added = { ...add('b', 1, 5), arrivedAt: 10 };
    expect(told(add('a', 1, 1), late, added)).toMatchObject({ status: 'open', goods: ['b'] });
    expect(contentsOf(addOperations(addOperations(emptyCart, [late]), [added])).lastActivityAt).toBe(10);
    // Told before the order, it was in the cart that was ordered; and what happened before the order is no new wish.
    expect(told(add('a', 1, 1), { ...added, arrivedAt: 8 }, late)).toMatchObject({ status: 'purchased' });
    expect(told(late, { ...add('b', 1, 2), arrivedAt: 10 })).toMatchObject({ status: 'purchased' });
  });

  test('counts once, by whatever ways an order reaches a cart', () => {
    const again = { ...order(2, ['a']), id: 'another way', own: false } as CartOperation;
    expect(told(add('a', 2, 1), order(2, ['a']), again)).toMatchObject({ goods: ['a'] });
  });

  test('stays bought when the shop empties the cart', () => {
    expect(told(snapshot(1, 'a'), order(2, 'everything'), snapshot(3))).toMatchObject({ status: 'purchased' });
  });

  test('is not a later wish that was given up, whatever of the three is told first', () => {
    const [bought, wish, emptied] = [order(1, ['x']), snapshot(2, 'a'), snapshot(3)];
    for (const story of [
      [bought, wish, emptied],
      [bought, emptied, wish],
      [emptied, bought, wish],
    ]) {
      const fold = story.reduce((cart, operation) => addOperations(cart, [operation]), emptyCart);
      expect(contentsOf(fold)).toMatchObject({ status: 'open', lines: [] });
    }
  });
});
