import { setTimeout as pause } from 'node:timers/promises';
import { createDeliveryRounds, type DeliveryRoundsOptions } from './delivery-rounds.ts';
import type { ProcessDeps } from './process-due.ts';

/** Works on deliveries in this process as soon as they are kept. */
export interface DeliveryKick {
  /** Never waits, never throws: what it does not get done is found by the loop that looks for due deliveries. */
  kick(): void;
  /** Lets the work in hand finish. */
  stop(): Promise<void>;
}

/** Deliveries of a busy shop are worked on together: a round costs the same for one and for many. */
const gatherMs = 20;

export function createDeliveryKick(deps: ProcessDeps, options: DeliveryRoundsOptions): DeliveryKick {
  const rounds = createDeliveryRounds(deps, options);
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  async function run(): Promise<void> {
    let more = false;
    do {
      if (!more) await pause(gatherMs);
      again = false;
      try {
        ({ more } = await rounds.next());
      } catch (error) {
        options.onFailure(error);
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
      rounds.stopAsking();
      await running;
      await rounds.finished();
    },
  };
}
