import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type BatchLimits, createMicroBatcher } from './micro-batcher.ts';

const limits: BatchLimits = { batchRowsMax: 4, batchWaitMs: 0, batchesInFlightMax: 1, queueRowsMax: 8 };
const rowOf = (value: number): Float32Array => Float32Array.of(value);

/** A model that answers when it is told to, with the first value of every row. */
function heldModel() {
  const batches: { readonly rows: number[]; readonly answer: () => void; readonly fail: (error: Error) => void }[] = [];
  const called = Promise.withResolvers<void>();
  const score = (rows: Float32Array): Promise<number[]> =>
    new Promise((resolve, reject) => {
      batches.push({ rows: [...rows], answer: () => resolve([...rows]), fail: reject });
      called.resolve();
    });
  return { batches, score, firstCall: called.promise };
}

const answerOf = async (batched: Promise<{ scores: number[]; index: number }>): Promise<number | undefined> => {
  const { scores, index } = await batched;
  return scores[index];
};

describe('micro-batches', () => {
  test('gather the rows of one turn, and every caller gets the answer of its own row', async () => {
    const model = heldModel();
    const batcher = createMicroBatcher(limits, model.score);
    const answers = [3, 1, 2].map((value) => answerOf(batcher.add(rowOf(value))));
    await model.firstCall;
    model.batches[0]!.answer();
    expect(await Promise.all(answers)).toEqual([3, 1, 2]);
    expect(model.batches).toHaveLength(1);
  });

  test('are never larger than allowed, and what waits goes out when the model is free', async () => {
    const model = heldModel();
    const batcher = createMicroBatcher(limits, model.score);
    const answers = [1, 2, 3, 4, 5, 6].map((value) => answerOf(batcher.add(rowOf(value))));
    expect(model.batches.map(({ rows }) => rows)).toEqual([[1, 2, 3, 4]]);
    model.batches[0]!.answer();
    await answers[0];
    expect(model.batches.map(({ rows }) => rows)).toEqual([
      [1, 2, 3, 4],
      [5, 6],
    ]);
    model.batches[1]!.answer();
    expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('wait for company as long as they were told to', async () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const model = heldModel();
    const batcher = createMicroBatcher({ ...limits, batchWaitMs: 5 }, model.score);
    const first = answerOf(batcher.add(rowOf(1)));
    vi.advanceTimersByTime(4);
    const second = answerOf(batcher.add(rowOf(2)));
    expect(model.batches).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(model.batches.map(({ rows }) => rows)).toEqual([[1, 2]]);
    model.batches[0]!.answer();
    expect(await Promise.all([first, second])).toEqual([1, 2]);
  });

  test('refuse a row when the queue is full, and take rows again when it is not', async () => {
    const model = heldModel();
    const batcher = createMicroBatcher(limits, model.score);
    const accepted = Array.from({ length: 12 }, (_, value) => answerOf(batcher.add(rowOf(value))));
    await expect(batcher.add(rowOf(99))).rejects.toMatchObject({ code: 'predictor_overloaded' });
    model.batches[0]!.answer();
    await accepted[3];
    const late = answerOf(batcher.add(rowOf(7)));
    model.batches[1]!.answer();
    await accepted[7];
    model.batches[2]!.answer();
    await accepted[11];
    model.batches[3]!.answer();
    expect(await late).toBe(7);
  });

  test('that fail are told to their own callers only', async () => {
    const model = heldModel();
    const batcher = createMicroBatcher({ ...limits, batchRowsMax: 1 }, model.score);
    const broken = answerOf(batcher.add(rowOf(1)));
    const sound = answerOf(batcher.add(rowOf(2)));
    model.batches[0]!.fail(new Error('no'));
    await expect(broken).rejects.toThrow('no');
    model.batches[1]!.answer();
    expect(await sound).toBe(2);
  });

  test('are all answered before the batcher is drained, and nothing is taken after', async () => {
    const model = heldModel();
    const batcher = createMicroBatcher(limits, model.score);
    const last = answerOf(batcher.add(rowOf(5)));
    const drained = batcher.drain();
    await expect(batcher.add(rowOf(6))).rejects.toMatchObject({ code: 'predictor_closed' });
    model.batches[0]!.answer();
    await drained;
    expect(await last).toBe(5);
  });
});
