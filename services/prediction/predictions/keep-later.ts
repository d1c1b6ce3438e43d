import { createBatcher } from '../../../runtime/batcher.ts';
import type { MadePrediction } from './keep.ts';

/** Predictions that wait to be kept; more are dropped, or a database that is away would fill the memory. */
export const waitingMax = 5_000;
/** Rows of one insert. */
export const rowsPerWriteMax = 500;
/** Predictions of this long are kept together. */
const gatherMs = 100;

export interface LatePredictions {
  /** Never waits and never throws: who asked for a prediction gets it whether or not it can be kept. */
  offer(made: MadePrediction): void;
  /** Keeps what waits and ends. */
  stop(): Promise<void>;
}

/** Keeps what the API predicted after it has answered, many at a time: it is read more often than a database writes. */
export function keepPredictionsLater({
  keep,
  onDropped,
  onFailure,
}: {
  readonly keep: (made: readonly MadePrediction[]) => Promise<void>;
  readonly onDropped: (predictions: number) => void;
  readonly onFailure: (error: unknown) => void;
}): LatePredictions {
  const later = createBatcher<MadePrediction, void>({
    itemsPerBatchMax: rowsPerWriteMax,
    batchesInFlightMax: 1,
    gatherMs,
    async handle(made) {
      try {
        await keep(made);
      } catch (error) {
        onFailure(error);
        onDropped(made.length);
      }
      return [];
    },
  });
  return {
    offer(made) {
      if (later.waiting() >= waitingMax) return onDropped(1);
      void later.add(made);
    },
    stop: later.drain,
  };
}
