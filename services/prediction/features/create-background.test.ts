import { expect, test } from 'vitest';
import { batchesWaitingMax, createBackground } from './create-background.ts';

function heldUp() {
  const gate = Promise.withResolvers<void>();
  const done: string[] = [];
  const told: string[] = [];
  const background = createBackground<string>({
    work: async (batch) => {
      await gate.promise;
      if (batch === 'bad') throw new Error('this batch cannot be done');
      done.push(batch);
    },
    onFailure: () => told.push('failed'),
    onDropped: () => told.push('dropped'),
  });
  return { background, done, told, open: gate.resolve };
}

test('batches of a partition are done one after the other, and a failing one holds up nobody', async () => {
  const { background, done, told, open } = heldUp();
  for (const batch of ['first', 'bad', 'second']) background.add(0, batch);
  open();
  await background.drain();
  expect(done).toEqual(['first', 'second']);
  expect(told).toEqual(['failed']);
});

test('what is too much for a partition is dropped and told, and another partition still takes its own', async () => {
  const { background, done, told, open } = heldUp();
  for (let n = 0; n <= batchesWaitingMax; n++) background.add(0, `batch ${n}`);
  background.add(1, 'elsewhere');
  open();
  await background.drain();
  expect(told).toEqual(['dropped']);
  expect(done).toHaveLength(batchesWaitingMax + 1);
  expect(done).toContain('elsewhere');
});
