import { Worker, type WorkerOptions } from '@temporalio/worker';
import type { Deps } from './deps.ts';

/** Longer than the longest activity, so that a send in progress is recorded; then the process may end. */
const shutdownForceMarginMs = 5_000;

export interface RunningWorker {
  /** Takes nothing new and finishes what it has. */
  stop(): Promise<void>;
}

/** Runs one worker on the shared connection until it is stopped. */
export async function startTemporalWorker(
  { temporal, config, log, giveUp }: Pick<Deps, 'temporal' | 'config' | 'log' | 'giveUp'>,
  options: Omit<WorkerOptions, 'connection' | 'namespace' | 'shutdownGraceTime' | 'shutdownForceTime'>,
): Promise<RunningWorker> {
  const worker = await Worker.create({
    ...options,
    connection: temporal.connection,
    namespace: temporal.namespace,
    shutdownGraceTime: config.shutdownDrainMs,
    shutdownForceTime: config.shutdownDrainMs + shutdownForceMarginMs,
  });
  // The connection may have been replaced while the worker was made.
  if (worker.connection !== temporal.connection) worker.connection = temporal.connection;
  const forget = temporal.onReconnect((connection) => {
    worker.connection = connection;
  });
  const running = worker.run().catch((error: unknown) => {
    log.error({ taskQueue: options.taskQueue, err: error }, 'a Temporal worker ended');
    // Its queue would wait unseen while the process looks healthy.
    giveUp(`the worker of ${options.taskQueue} ended`);
  });
  return {
    async stop() {
      forget();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
    },
  };
}
