import { setTimeout as pause } from 'node:timers/promises';
import { type ProcessDeps, type ProcessedDeliveries, processDueDeliveries } from './process-due.ts';

/** Works on deliveries in this process as soon as they are kept. */
export interface DeliveryKick {
  /** Never waits, never throws: what it does not get done is found by the loop that looks for due deliveries. */
  kick(): void;
  /** Lets the work in hand finish. */
  stop(): Promise<void>;
}

export interface KickOptions {
  readonly onProcessed: (processed: ProcessedDeliveries) => void;
  readonly onFailure: (error: unknown) => void;
}

export const deliveriesPerRoundMax = 200;
/** Each waits for the log, whose writes they share, or for a platform's API; none holds a connection meanwhile. */
export const deliveryConcurrency = 32;

/** Deliveries of a busy shop are worked on together: a round costs the same for one and for many. */
const gatherMs = 20;
/** A round that takes longer waits for a platform's API: the deliveries of others are worked on beside it. */
const slowRoundMs = 1_000;
const roundsMax = 4;

export function createDeliveryKick(deps: ProcessDeps, { onProcessed, onFailure }: KickOptions): DeliveryKick {
  const running = new Set<Promise<void>>();
  let again = false;
  let stopped = false;
  /** By the monotonic clock, in milliseconds. */
  let newestRoundAt = 0;

  async function run(): Promise<void> {
    let full = false;
    do {
      newestRoundAt = performance.now();
      if (!full) await pause(gatherMs);
      again = false;
      try {
        const processed = await processDueDeliveries(deps, {
          limit: deliveriesPerRoundMax,
          concurrency: deliveryConcurrency,
        });
        onProcessed(processed);
        full = processed.taken === deliveriesPerRoundMax;
      } catch (error) {
        onFailure(error);
        return;
      }
    } while ((full || again) && !stopped);
  }

  return {
    kick() {
      again = true;
      const isSlow = performance.now() - newestRoundAt > slowRoundMs;
      if (stopped || (running.size > 0 && !(isSlow && running.size < roundsMax))) return;
      const round = run().finally(() => running.delete(round));
      running.add(round);
    },
    async stop() {
      stopped = true;
      await Promise.all(running);
    },
  };
}
