import { backoffMs } from '../runtime/backoff.ts';
import type { Logger } from '../runtime/logging.ts';

export interface PollingLoop {
  /** There is work: the next round begins now, or right after the round in hand; after one that failed it has to wait. */
  wake(): void;
  /** Lets the round in hand finish. */
  stop(): Promise<void>;
}

export interface PollingLoopOptions {
  readonly name: string;
  readonly log: Logger;
  /** One round. Returns how long to pause before the next unless it is woken, in milliseconds. */
  readonly round: () => Promise<number>;
  /** How long a round that was woken for waits for the work that comes right behind, in milliseconds. Default: not at all. */
  readonly gatherMs?: number;
}

const failurePause = { minMs: 250, maxMs: 10_000 };

/** Repeats a round until it is stopped. A round that fails is logged and tried again after a growing pause. */
export function startPollingLoop({ name, log, round, gatherMs = 0 }: PollingLoopOptions): PollingLoop {
  const stopping = new AbortController();
  let failures = 0;
  let woken = false;
  let endPause = () => {};

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      woken = false;
      const pauseMs = await runRound();
      if (!woken || failures > 0) await pause(pauseMs);
      if (woken) await pause(gatherMs);
    }
  }

  function pause(milliseconds: number): Promise<void> {
    if (milliseconds <= 0 || stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function runRound(): Promise<number> {
    try {
      const pauseMs = await round();
      failures = 0;
      return pauseMs;
    } catch (error) {
      failures += 1;
      const pauseMs = backoffMs(failures, failurePause);
      log.error({ loop: name, err: error, failures, pauseMs }, 'a round failed');
      return pauseMs;
    }
  }

  const running = run();
  return {
    wake() {
      if (woken) return;
      woken = true;
      if (failures === 0) endPause();
    },
    async stop() {
      stopping.abort();
      endPause();
      await running;
    },
  };
}
