import { createBatcher } from '../runtime/batcher.ts';
import { PredictorError } from './predictor-error.ts';

export interface BatchLimits {
  /** Rows that are scored in one call. */
  readonly batchRowsMax: number;
  /** How long a row may wait for others while nothing is being scored; 0 gathers what arrives in the same turn. */
  readonly batchWaitMs: number;
  /** Batches handed over at the same time: the second is ready when the first is done. */
  readonly batchesInFlightMax: number;
  /** Rows that may wait; more are refused at once. */
  readonly queueRowsMax: number;
}

/** The answers of a whole batch and the place of one row in it. */
export interface Batched<Scores> {
  readonly scores: Scores;
  readonly index: number;
}

export interface MicroBatcher<Scores> {
  add(row: Float32Array): Promise<Batched<Scores>>;
  /** Refuses what comes later and waits until everything accepted is answered. */
  drain(): Promise<void>;
}

/**
 * Gathers single rows into batches, which grow by themselves while earlier ones are scored. `score` gets all rows of a
 * batch one after the other.
 */
export function createMicroBatcher<Scores>(
  { batchRowsMax, batchWaitMs, batchesInFlightMax, queueRowsMax }: BatchLimits,
  score: (rows: Float32Array<ArrayBuffer>) => Promise<Scores>,
): MicroBatcher<Scores> {
  const batcher = createBatcher<Float32Array, Batched<Scores>>({
    itemsPerBatchMax: batchRowsMax,
    batchesInFlightMax,
    gatherMs: batchWaitMs,
    async handle(rows) {
      const scores = await score(joined(rows));
      return rows.map((_, index) => ({ scores, index }));
    },
  });
  let closed = false;

  return {
    add(row) {
      if (closed) return Promise.reject(new PredictorError('predictor_closed', 'The predictor is closed'));
      if (batcher.waiting() >= queueRowsMax)
        return Promise.reject(
          new PredictorError('predictor_overloaded', `All ${queueRowsMax} waiting places are taken`),
        );
      return batcher.add(row);
    },
    drain() {
      closed = true;
      return batcher.drain();
    },
  };
}

function joined(rows: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const width = rows[0]?.length ?? 0;
  const all = new Float32Array(rows.length * width);
  for (const [index, row] of rows.entries()) all.set(row, index * width);
  return all;
}
