import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type BatcherOptions, createBatcher } from './batcher.ts';

/** A handler that ends its batches when it is told to, with ten times each item. */
function setUp(options: Partial<BatcherOptions<number, number>> = {}) {
  const batches: { readonly items: readonly number[]; end(): void; fail(error: Error): void }[] = [];
  const batcher = createBatcher<number, number>({
    itemsPerBatchMax: 3,
    batchesInFlightMax: 1,
    handle: (items) =>
      new Promise((resolve, reject) => {
        batches.push({ items, end: () => resolve(items.map((item) => item * 10)), fail: reject });
      }),
    ...options,
  });
  return { batcher, batches, taken: () => batches.map(({ items }) => items) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what one turn of the event loop brings is one batch, and each gets its own result', async () => {
  const { batcher, batches, taken } = setUp();
  const results = [batcher.add(1), batcher.add(2)];
  expect(taken()).toEqual([]);
  await turn();
  expect(taken()).toEqual([[1, 2]]);
  batches[0]?.end();
  expect(await Promise.all(results)).toEqual([10, 20]);
});

test('a full batch leaves at once; what comes meanwhile waits and goes together', async () => {
  const { batcher, batches, taken } = setUp();
  const results = [1, 2, 3, 4].map(batcher.add);
  expect(taken()).toEqual([[1, 2, 3]]);
  await turn();
  results.push(batcher.add(5));
  await turn();
  expect(taken()).toEqual([[1, 2, 3]]);
  batches[0]?.end();
  await results[0];
  expect(taken()).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
});

test('beside a batch in flight another leaves only when it is full, unless partial ones may', async () => {
  const growing = setUp({ batchesInFlightMax: 2 });
  const eager = setUp({ batchesInFlightMax: 2, partialBatchesMax: 2 });
  for (const { batcher } of [growing, eager]) for (const item of [1, 2, 3]) void batcher.add(item);
  await turn();
  for (const { batcher } of [growing, eager]) void batcher.add(4);
  await turn();
  expect(growing.taken()).toEqual([[1, 2, 3]]);
  expect(eager.taken()).toEqual([[1, 2, 3], [4]]);
});

test('a batch that fails fails its own items, and the next one goes on', async () => {
  const { batcher, batches } = setUp({ itemsPerBatchMax: 1 });
  const [broken, sound] = [batcher.add(1), batcher.add(2)];
  batches[0]?.fail(new Error('no'));
  await expect(broken).rejects.toThrow('no');
  batches[1]?.end();
  expect(await sound).toBe(20);
});

test('no batch is larger than it may be by any measure, an item beyond one goes alone, and none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(15), { maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 3 }),
      async (items, itemsPerBatchMax, batchesInFlightMax) => {
        const batches: (readonly number[])[] = [];
        let inFlight = 0;
        const batcher = createBatcher<number, number>({
          itemsPerBatchMax,
          measures: [{ max: 10, of: (item) => item }],
          batchesInFlightMax,
          async handle(batch) {
            inFlight += 1;
            expect(inFlight).toBeLessThanOrEqual(batchesInFlightMax);
            batches.push(batch);
            await Promise.resolve();
            inFlight -= 1;
            return batch;
          },
        });
        expect(await Promise.all(items.map(batcher.add))).toEqual(items);
        expect(batches.flat()).toEqual(items);
        for (const batch of batches) {
          expect(batch.length).toBeLessThanOrEqual(itemsPerBatchMax);
          if (batch.length > 1) expect(batch.reduce((sum, item) => sum + item)).toBeLessThanOrEqual(10);
        }
        expect(batcher.isIdle()).toBe(true);
      },
    ),
  );
});

test('items wait for company as long as they were told to, and not when they are drained', async () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { batcher, batches, taken } = setUp({ gatherMs: 5 });
  void batcher.add(1);
  vi.advanceTimersByTime(4);
  void batcher.add(2);
  expect(taken()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(taken()).toEqual([[1, 2]]);
  void batcher.add(3);
  const drained = batcher.drain();
  batches[0]?.end();
  await vi.waitFor(() => expect(taken()).toEqual([[1, 2], [3]]));
  batches[1]?.end();
  await drained;
  expect([batcher.waiting(), batcher.isIdle()]).toEqual([0, true]);
});

test('a second drain waits for what came after the first', async () => {
  const { batcher, batches } = setUp();
  await batcher.drain();
  void batcher.add(1);
  let drained = false;
  const draining = batcher.drain().then(() => {
    drained = true;
  });
  await turn();
  expect(drained).toBe(false);
  batches[0]?.end();
  await draining;
});
