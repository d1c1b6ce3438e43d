import { type Database, rawSql, type Tx } from './tenancy.ts';

/**
 * Wakes who waits for rows of a table, in whatever process they are, as soon as the transaction that wrote the rows commits:
 * `NOTIFY` in the writer's transaction, `LISTEN` on a connection of the engine’s role. A wake-up says only that there is
 * something to look for, never what: it carries no payload, and one that gets lost costs the time until the listener's own
 * next look. So whoever listens must look by themselves from time to time, and nothing may depend on a wake-up.
 */

/** What can be waited for. PostgreSQL's channels are names of the whole database. */
export const wakeUps = {
  /** A webhook was kept, or is to be worked on once more. */
  webhooks: 'webhooks_kept',
  /** A signal to a recovery was queued. */
  signals: 'signals_queued',
  /** Something changed that open pages are told of: the triggers notify (migration `rights-and-functions`). */
  live: 'live_queued',
  /** Something is to be told to endpoints of stores: the triggers notify too. */
  outgoing: 'outgoing_queued',
  /** Another model version answers somewhere, or is scored. */
  models: 'models_moved',
} as const;
export type WakeUp = keyof typeof wakeUps;

/** Wakes the listeners when this transaction commits; however often in one transaction, once. */
export async function wakeOnCommit(tx: Tx, wakeUp: WakeUp): Promise<void> {
  await rawSql(tx)`select pg_notify(${wakeUps[wakeUp]}, '')`;
}

export interface Listener {
  /** No wake-up comes any more. */
  close(): void;
}

/**
 * Calls `onWake` at each wake-up, and each time that the connection was made (again): what was written meanwhile told nobody.
 * A connection that breaks is made again by the driver, with growing pauses, for as long as it takes. `onFailure` is told
 * when it cannot be had at first; a pooler that shares connections by transaction never passes notifications on, and then
 * the listener's own looks are all there is.
 */
export function listenFor(
  database: Pick<Database, 'engine'>,
  wakeUp: WakeUp,
  { onWake, onFailure }: { readonly onWake: () => void; readonly onFailure: (error: unknown) => void },
): Listener {
  let closed = false;
  const wake = (): void => {
    if (!closed) onWake();
  };
  const listening = database.engine.$client.listen(wakeUps[wakeUp], wake, wake);
  listening.catch((error: unknown) => {
    if (!closed) onFailure(error);
  });
  return {
    close() {
      closed = true;
      // Not waited for: of a connection that is lost there is nothing to take back.
      listening.then(({ unlisten }) => unlisten()).catch(() => undefined);
    },
  };
}
