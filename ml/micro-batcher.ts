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

interface Waiting<Scores> {
  readonly row: Float32Array;
  readonly resolve: (batched: Batched<Scores>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers single rows into batches. Under load batches grow by themselves while earlier ones are scored, so nobody has
 * to wait for a timer. `score` gets all rows of a batch one after the other.
 */
export function createMicroBatcher<Scores>(
  limits: BatchLimits,
  score: (rows: Float32Array<ArrayBuffer>) => Promise<Scores>,
): MicroBatcher<Scores> {
  const queue: Waiting<Scores>[] = [];
  let inFlight = 0;
  let scheduled = false;
  let drained: (() => void) | undefined;

  const sendBatch = async (batch: readonly Waiting<Scores>[]): Promise<void> => {
    inFlight += 1;
    try {
      const scores = await score(joined(batch.map(({ row }) => row)));
      for (const [index, { resolve }] of batch.entries()) resolve({ scores, index });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    inFlight -= 1;
    flush();
  };

  const flush = (): void => {
    while (queue.length > 0 && inFlight < limits.batchesInFlightMax)
      void sendBatch(queue.splice(0, limits.batchRowsMax));
    if (queue.length === 0 && inFlight === 0) drained?.();
  };

  /** What waits while a batch is in flight goes out when that one is done. */
  const schedule = (): void => {
    if (queue.length >= limits.batchRowsMax) {
      flush();
      return;
    }
    if (scheduled || inFlight > 0) return;
    scheduled = true;
    const run = (): void => {
      scheduled = false;
      flush();
    };
    if (limits.batchWaitMs > 0) setTimeout(run, limits.batchWaitMs);
    else setImmediate(run);
  };

  return {
    add: (row) =>
      new Promise((resolve, reject) => {
        if (drained) return reject(new PredictorError('predictor_closed', 'The predictor is closed'));
        if (queue.length >= limits.queueRowsMax) {
          return reject(
            new PredictorError('predictor_overloaded', `All ${limits.queueRowsMax} waiting places are taken`),
          );
        }
        queue.push({ row, resolve, reject });
        schedule();
      }),
    drain: () =>
      new Promise((resolve) => {
        drained = resolve;
        flush();
      }),
  };
}

function joined(rows: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const width = rows[0]?.length ?? 0;
  const all = new Float32Array(rows.length * width);
  for (const [index, row] of rows.entries()) all.set(row, index * width);
  return all;
}
