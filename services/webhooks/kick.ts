import { setTimeout as pause } from 'node:timers/promises';
import { createTurns } from '../turns/plan-round.ts';
import { createPlatformLanes } from './platform-lanes.ts';
import { beginRound, type ProcessDeps, type ProcessedDeliveries } from './process-due.ts';

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
/** Each waits for the log, whose writes they share; none holds a connection meanwhile. */
export const deliveryConcurrency = 32;

/** Deliveries of a busy shop are worked on together: a round costs the same for one and for many. */
const gatherMs = 20;

export function createDeliveryKick(deps: ProcessDeps, { onProcessed, onFailure }: KickOptions): DeliveryKick {
  const turns = createTurns();
  const lanes = createPlatformLanes(deps);
  const unfinished = new Set<Promise<void>>();
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  async function run(): Promise<void> {
    let more = false;
    do {
      if (!more) await pause(gatherMs);
      again = false;
      try {
        const round = await beginRound(deps, {
          limit: deliveriesPerRoundMax,
          concurrency: deliveryConcurrency,
          turns,
          lanes,
        });
        // Answers of platforms are waited for beside the rounds that follow.
        const finished = round.finished.then(onProcessed, onFailure).finally(() => unfinished.delete(finished));
        unfinished.add(finished);
        await round.looked;
        more = round.more;
      } catch (error) {
        onFailure(error);
        return;
      }
    } while ((more || again) && !stopped);
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
      lanes.stop();
      await running;
      await Promise.all(unfinished);
    },
  };
}
