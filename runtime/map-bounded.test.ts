import { expect, test } from 'vitest';
import { mapBounded } from './map-bounded.ts';

/** Work that ends when the test says so. */
function handWork() {
  const begun: number[] = [];
  const ends = new Map<number, PromiseWithResolvers<string>>();
  return {
    begun,
    work(item: number): Promise<string> {
      begun.push(item);
      const end = Promise.withResolvers<string>();
      ends.set(item, end);
      return end.promise;
    },
    async end(item: number, failure?: Error): Promise<void> {
      if (failure) ends.get(item)?.reject(failure);
      else ends.get(item)?.resolve(`done ${item}`);
      await new Promise(setImmediate);
    },
  };
}

test('as many items as allowed are under way, and each that ends makes room for the next', async () => {
  const hand = handWork();
  const all = mapBounded([1, 2, 3, 4], { concurrencyMax: 2 }, hand.work);
  expect(hand.begun).toEqual([1, 2]);
  await hand.end(2);
  expect(hand.begun).toEqual([1, 2, 3]);
  await hand.end(3);
  await hand.end(1);
  await hand.end(4);
  expect(await all).toEqual(['done 1', 'done 2', 'done 3', 'done 4']);
});

test('after a failure nothing more is begun, and the first error is thrown when the rest under way has ended', async () => {
  const hand = handWork();
  let over = false;
  const all = mapBounded([1, 2, 3], { concurrencyMax: 2 }, hand.work).finally(() => {
    over = true;
  });
  all.catch(() => {});
  await hand.end(1, new Error('first'));
  expect(over).toBe(false);
  await hand.end(2, new Error('second'));
  await expect(all).rejects.toThrow('first');
  expect(hand.begun).toEqual([1, 2]);
});

test('of no items there is no result', async () => {
  expect(await mapBounded([], { concurrencyMax: 2 }, async () => 1)).toEqual([]);
});
