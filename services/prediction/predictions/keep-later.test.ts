import { expect, test, vi } from 'vitest';
import type { MadePrediction } from './keep.ts';
import { keepPredictionsLater, rowsPerWriteMax, waitingMax } from './keep-later.ts';

const made = (cartId: string) => ({ cartId }) as MadePrediction;

function setUp(keep: (made: readonly MadePrediction[]) => Promise<void>) {
  const [onDropped, onFailure] = [vi.fn(), vi.fn()];
  return { onDropped, onFailure, late: keepPredictionsLater({ keep, onDropped, onFailure }) };
}

test('predictions are kept together and in order, and what waits is kept before the end', async () => {
  const kept: string[][] = [];
  const { late } = setUp(async (batch) => {
    kept.push(batch.map(({ cartId }) => cartId));
  });
  for (const cart of ['a', 'b', 'c']) late.offer(made(cart));
  await late.stop();
  expect(kept).toEqual([['a', 'b', 'c']]);
});

test('what cannot be kept is counted and holds nothing up', async () => {
  const { late, onDropped, onFailure } = setUp(() => Promise.reject(new Error('away')));
  late.offer(made('a'));
  await late.stop();
  expect(onFailure).toHaveBeenCalledOnce();
  expect(onDropped).toHaveBeenCalledWith(1);
});

test('more than may wait are dropped and counted', async () => {
  const { late, onDropped } = setUp(async () => {});
  // The first batch is full at once, and no longer waits.
  const offered = rowsPerWriteMax + waitingMax + 2;
  for (let count = 0; count < offered; count++) late.offer(made(String(count)));
  await late.stop();
  expect(onDropped).toHaveBeenCalledTimes(2);
});
