import { backoffMs } from '../runtime/backoff.ts';
import type { Logger } from '../runtime/logging.ts';

export interface PollingLoop {
  /** Lets the round in hand finish. */
  stop(): Promise<void>;
}

export interface PollingLoopOptions {
  readonly name: string;
  readonly log: Logger;
  /** One round; answers how long to pause before the next, in milliseconds. */
  readonly round: () => Promise<number>;
}

const failurePause = { minMs: 250, maxMs: 10_000 };

/** Repeats a round until it is stopped. A round that fails is logged and tried again after a growing pause. */
export function startPollingLoop({ name, log, round }: PollingLoopOptions): PollingLoop {
  const stopping = new AbortController();
  let failures = 0;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await pause(await runRound(), stopping.signal);
    }
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
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
