import { createTurns } from '../../shared/turns/plan-round.ts';
import { createPlatformLanes } from './platform-lanes.ts';
import { beginRound, type ProcessDeps, type ProcessedDeliveries } from './process-due.ts';

export const deliveriesPerRoundMax = 200;
/** Each waits for the log, whose writes they share; none holds a connection meanwhile. */
export const deliveryConcurrency = 32;

export interface DeliveryRoundsOptions {
  /** Told of each round when it is over. */
  readonly onProcessed: (processed: ProcessedDeliveries) => void;
  /** Told when what became of deliveries could not be recorded: they come again. */
  readonly onFailure: (error: unknown) => void;
}

/** The rounds of one loop, one after the other: answers of platforms are waited for beside the rounds that follow. */
export interface DeliveryRounds {
  /** Looks at the deliveries that are due; rejects when they could not be taken. */
  next(): Promise<{ readonly more: boolean }>;
  /** Begins no further question to a platform; those under way finish. */
  stopAsking(): void;
  /** When everything that rounds began is over. */
  finished(): Promise<void>;
}

export function createDeliveryRounds(
  deps: ProcessDeps,
  { onProcessed, onFailure }: DeliveryRoundsOptions,
): DeliveryRounds {
  const turns = createTurns();
  const lanes = createPlatformLanes(deps);
  const unfinished = new Set<Promise<void>>();
  return {
    async next() {
      const round = await beginRound(deps, {
        limit: deliveriesPerRoundMax,
        concurrency: deliveryConcurrency,
        turns,
        lanes,
      });
      const finished = round.finished.then(onProcessed, onFailure).finally(() => unfinished.delete(finished));
      unfinished.add(finished);
      await round.looked;
      return { more: round.more };
    },
    stopAsking: lanes.stop,
    async finished() {
      await Promise.all(unfinished);
    },
  };
}
