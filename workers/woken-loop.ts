import type { Database } from '../db/postgres/tenancy.ts';
import { listenFor, type WakeUp } from '../db/postgres/wake-up.ts';
import { type PollingLoop, type PollingLoopOptions, startPollingLoop } from './polling-loop.ts';

export interface WokenLoopOptions extends PollingLoopOptions {
  readonly database: Pick<Database, 'engine'>;
  /** What PostgreSQL tells of at commit, in whatever process it was written. */
  readonly wakeUp: WakeUp;
}

/** A polling loop that PostgreSQL wakes: its pause is only for what a wake-up missed. */
export function startWokenLoop({ database, wakeUp, ...options }: WokenLoopOptions): PollingLoop {
  const loop = startPollingLoop(options);
  const listener = listenFor(database, wakeUp, {
    onWake: loop.wake,
    onFailure: (error) =>
      options.log.warn({ err: error, wakeUp }, 'looked for from time to time only, until PostgreSQL tells of it'),
  });
  return {
    wake: loop.wake,
    async stop() {
      listener.close();
      await loop.stop();
    },
  };
}
