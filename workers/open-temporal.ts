import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { hourMs, minuteMs } from '../domain/duration.ts';
import { noIdentity } from '../runtime/identity/identity.ts';
import type { Logger } from '../runtime/logging.ts';
import { startPollingLoop } from './polling-loop.ts';
import type { TemporalConnection } from './temporal-connection.ts';

/** The way to Temporal, which stays the same to whoever holds it while its connections are replaced. */
export interface OpenTemporal {
  readonly client: Client;
  /** For workers; the newest. */
  readonly connection: NativeConnection;
  /** Told the connection that workers go on with. Returns how to stop that. */
  onReconnect(listener: (connection: NativeConnection) => void): () => void;
  /** What connecting itself asks: a managed server answers it to everybody who may connect. */
  check(): Promise<unknown>;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Connection;
  readonly native: NativeConnection;
}

/** Longer than a worker waits for a task, and than any call of a client may take; a certificate that ends sooner allows less. */
const graceMsMax = 2 * minuteMs;

/**
 * Connects, and does so anew whenever our certificate changes: the libraries know one certificate per connection. What is
 * under way on the old connections is finished there.
 */
export async function openTemporal(
  { options, namespace, identity = noIdentity }: TemporalConnection,
  { log }: { readonly log: Logger },
): Promise<OpenTemporal> {
  const connect = async (): Promise<Pair> => {
    const [client, native] = await Promise.all([Connection.connect(options), NativeConnection.connect(options)]);
    return { client, native };
  };
  let madeWith = identity.current();
  let pair = await connect();
  const listeners = new Set<(connection: NativeConnection) => void>();
  const retiring = new Map<Pair, NodeJS.Timeout>();

  const retire = async (old: Pair): Promise<void> => {
    clearTimeout(retiring.get(old));
    retiring.delete(old);
    for (const result of await Promise.allSettled([old.client.close(), old.native.close()]))
      if (result.status === 'rejected')
        log.warn({ err: result.reason }, 'an old connection to Temporal was not closed');
  };

  const loop = startPollingLoop({
    name: 'connections to Temporal',
    log,
    async round() {
      const newest = identity.current();
      if (newest === madeWith) return hourMs;
      const next = await connect();
      const old = pair;
      const graceMs = Math.min(graceMsMax, Math.max(0, (madeWith?.endsMs ?? 0) - Date.now()));
      [pair, madeWith] = [next, newest];
      for (const tell of listeners) tell(next.native);
      retiring.set(old, setTimeout(() => void retire(old), graceMs).unref());
      log.info('connections to Temporal are made with the new certificate');
      return 0;
    },
  });
  const forget = identity.onChange(() => loop.wake());
  // Whoever makes a client keeps the object, so what it stands for has to change behind it.
  const current = new Proxy(pair.client, {
    get(_first, property) {
      const value: unknown = Reflect.get(pair.client, property);
      return typeof value === 'function' ? value.bind(pair.client) : value;
    },
  });

  return {
    client: new Client({ connection: current, namespace }),
    get connection() {
      return pair.native;
    },
    onReconnect(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    check: () => pair.client.workflowService.getSystemInfo({}),
    async close() {
      forget();
      await loop.stop();
      await Promise.all([...retiring.keys()].map(retire));
      await Promise.allSettled([pair.client.close(), pair.native.close()]);
    },
  };
}
