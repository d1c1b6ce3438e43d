import type { Logger } from 'pino';

/** One thing to end, with a name for the log. */
export interface ShutdownStep {
  readonly name: string;
  run(): Promise<unknown> | unknown;
}

export interface Shutdown {
  /**
   * Adds a step. Steps run in the reverse order of their adding, so that what was opened first (the stores) is closed
   * last, after everything that uses it.
   */
  add(name: string, run: ShutdownStep['run']): void;
  /** Drains and ends the process; further calls wait for the same end. `exitCode` is 1 after a failure. */
  begin(reason: string, exitCode?: number): Promise<void>;
  /** Starts on SIGINT and SIGTERM; a second signal ends the process at once. */
  listen(): void;
}

export interface ShutdownOptions {
  readonly log: Logger;
  /** Time for all steps together, in milliseconds; what is not done by then is left behind. */
  readonly drainMs: number;
  readonly exit?: (code: number) => void;
}

/**
 * A key press on a terminal reaches the whole process group and is also passed on by the programs above us; the
 * signals of one such moment count as one.
 */
const sameSignalMs = 1_000;

/** Ordered end of a process: new work refused, work in progress finished, connections closed, servers stopped. */
export function createShutdown({ log, drainMs, exit = (code) => process.exit(code) }: ShutdownOptions): Shutdown {
  const steps: ShutdownStep[] = [];
  let ended: Promise<void> | undefined;
  let beganAt = 0;

  const begin = (reason: string, exitCode = 0): Promise<void> => {
    if (ended !== undefined) return ended;
    beganAt = performance.now();
    log.info({ reason, drainMs }, 'shutting down');
    ended = drain(steps, { log, drainMs }).then((complete) => {
      log.info({ complete, elapsedMs: Math.round(performance.now() - beganAt) }, 'shut down');
      exit(complete ? exitCode : 1);
    });
    return ended;
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (ended !== undefined && performance.now() - beganAt > sameSignalMs) {
      log.warn({ signal }, 'second signal, ending at once');
      exit(1);
    } else void begin(signal);
  };
  return {
    add: (name, run) => void steps.push({ name, run }),
    begin,
    listen: () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
    },
  };
}

/** Runs the steps from last to first; one that fails is logged and does not keep the others from running. */
async function drain(
  steps: readonly ShutdownStep[],
  { log, drainMs }: { log: Logger; drainMs: number },
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  let step: string | undefined;
  let complete = true;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => {
      log.error({ step, drainMs }, 'shutdown took too long');
      resolve(false);
    }, drainMs);
  });
  const all = (async () => {
    for (const { name, run } of steps.toReversed()) {
      step = name;
      await Promise.resolve(run)
        .then((start) => start())
        .catch((error: unknown) => {
          complete = false;
          log.error({ step: name, err: error }, 'shutdown step failed');
        });
    }
    return complete;
  })();
  const result = await Promise.race([all, late]);
  clearTimeout(timer);
  return result;
}
