import type { Logger } from 'pino';
import type { Metrics } from '../../runtime/metrics.ts';

/** An open WebSocket as its process sees it, from the upgrade to its end. */
export interface OpenConnection {
  /** Called at every heartbeat; the connection pings, or ends itself. */
  beat(): void;
  /** Ends in good order. */
  drain(): void;
  terminate(): void;
}

/** The open connections of one endpoint of a process: counts them, keeps their heart beating, ends them together. */
export interface Connections<Connection extends OpenConnection> extends Iterable<Connection> {
  readonly size: number;
  readonly draining: boolean;
  add(connection: Connection): void;
  /** False: it was not there any more. */
  remove(connection: Connection, reason: string): boolean;
  /** Ends all, those of one slice every `sliceMs`; what did not go within `drainMs` is cut. Nothing may be added any more. */
  drain(drainMs: number): Promise<void>;
}

export interface ConnectionsOptions {
  readonly heartbeatMs: number;
  /** Heartbeats, and ends at a shutdown, are spread over this many slices: thousands at once would hold up all else. */
  readonly slices?: number;
  /** First part of the names of its metrics, and what its connections are called in them. */
  readonly metricsOf: { readonly name: string; readonly what: string };
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** Part of the drain within which all are told to go; the rest is for them to do so. */
const tellingShare = 0.5;

export function createConnections<Connection extends OpenConnection>({
  heartbeatMs,
  slices = 1,
  metricsOf: { name, what },
  metrics,
  log,
}: ConnectionsOptions): Connections<Connection> {
  const connections = new Map<Connection, number>();
  const open = metrics.gauge({ name: `${name}_open`, help: `Open ${what}.` });
  const ended = metrics.counter({
    name: `${name}_ended_total`,
    help: `${what} that ended, by reason.`,
    labels: ['reason'],
  });
  let draining = false;
  let whenEmpty: (() => void) | undefined;
  let [added, beats] = [0, 0];
  const heart = setInterval(() => {
    const turn = beats++ % slices;
    for (const [connection, slice] of connections) if (slice === turn) connection.beat();
  }, heartbeatMs / slices);
  heart.unref();

  return {
    get size() {
      return connections.size;
    },
    get draining() {
      return draining;
    },
    [Symbol.iterator]: () => connections.keys(),
    add(connection) {
      connections.set(connection, added++ % slices);
      open.set(connections.size);
    },
    remove(connection, reason) {
      if (!connections.delete(connection)) return false;
      open.set(connections.size);
      ended.add({ reason });
      if (connections.size === 0) whenEmpty?.();
      return true;
    },
    async drain(drainMs) {
      draining = true;
      clearInterval(heart);
      if (connections.size === 0) return;
      const empty = new Promise<void>((resolve) => {
        whenEmpty = resolve;
      });
      const timers = [
        setTimeout(() => {
          log.warn({ connections: connections.size }, 'connections cut: they did not end in time');
          for (const connection of connections.keys()) connection.terminate();
        }, drainMs),
      ];
      for (let turn = 1; turn < slices; turn++)
        timers.push(setTimeout(() => drainSlice(turn), (turn / slices) * drainMs * tellingShare));
      drainSlice(0);
      await empty;
      for (const timer of timers) clearTimeout(timer);
    },
  };

  function drainSlice(turn: number): void {
    for (const [connection, slice] of connections) if (slice === turn) connection.drain();
  }
}
