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

export const deliveriesPerRoundMax = 50;
/** Each waits for the log or for a platform's API, and holds a connection only for moments. */
export const deliveryConcurrency = 8;

/** Deliveries of a busy shop are worked on together: a round costs the same for one and for many. */
const gatherMs = 20;

export function createDeliveryKick(deps: ProcessDeps, { onProcessed, onFailure }: KickOptions): DeliveryKick {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  async function run(): Promise<void> {
    do {
      await pause(gatherMs);
      again = false;
      try {
        const processed = await processDueDeliveries(deps, {
          limit: deliveriesPerRoundMax,
          concurrency: deliveryConcurrency,
        });
        onProcessed(processed);
        again ||= processed.taken === deliveriesPerRoundMax;
      } catch (error) {
        onFailure(error);
        return;
      }
    } while (again && !stopped);
  }

  return {
    kick() {
      again = true;
      if (stopped || running !== null) return;
      running = run().finally(() => {
        running = null;
      });
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
