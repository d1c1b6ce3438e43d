import type { Logger } from 'pino';
import type { Metrics } from '../../runtime/metrics.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { CloseReason } from './close-codes.ts';
import type { SocketLimits } from './socket-limits.ts';

/** A connection as the process sees it, from the upgrade to its end. */
export interface Connection {
  /** Null until it has authenticated. */
  readonly storeId: string | null;
  /** Called at every heartbeat; the connection pings, or ends itself. */
  beat(): void;
  /** Ends after the acknowledgements of what was taken. */
  drain(): void;
  terminate(): void;
}

/** All open connections of a process: counts them, keeps their heart beating, ends them together. */
export interface EventSockets {
  readonly limits: SocketLimits;
  /** Open connections. */
  readonly size: number;
  /** Throws `rate_limited` when there is no place, in all or for this store, or `unavailable` while it drains. */
  admit(storeId: string | null): void;
  add(connection: Connection): void;
  remove(connection: Connection, reason: CloseReason | 'left' | 'unresponsive'): void;
  countEvents(counts: Readonly<Record<'accepted' | 'duplicate' | 'rejected', number>>): void;
  /** Refuses new connections, ends all; what did not go within `drainMs` is cut. */
  drain(drainMs: number): Promise<void>;
}

/** A client that is told to come back should not come back at once with all the others. */
const comeBackMs = 5_000;

export function createEventSockets({
  limits,
  metrics,
  log,
}: {
  limits: SocketLimits;
  metrics: Metrics;
  log: Logger;
}): EventSockets {
  const connections = new Set<Connection>();
  const open = metrics.gauge({ name: 'event_sockets_open', help: 'Open WebSocket connections that send events.' });
  const ended = metrics.counter({
    name: 'event_sockets_ended_total',
    help: 'WebSocket connections that ended, by reason.',
    labels: ['reason'],
  });
  const refused = metrics.counter({
    name: 'event_sockets_refused_total',
    help: 'WebSocket connections that were refused for want of a place.',
  });
  const events = metrics.counter({
    name: 'event_sockets_events_total',
    help: 'Events that came over WebSockets, by outcome.',
    labels: ['outcome'],
  });
  let draining = false;
  let whenEmpty: (() => void) | undefined;
  const heart = setInterval(() => {
    for (const connection of connections) connection.beat();
  }, limits.heartbeatMs);
  heart.unref();

  function count(matches: (connection: Connection) => boolean): number {
    let found = 0;
    for (const connection of connections) if (matches(connection)) found += 1;
    return found;
  }

  function noPlace(message: string): ServiceError {
    refused.add();
    return new ServiceError('rate_limited', message, { retryAfterMs: comeBackMs });
  }

  return {
    limits,
    get size() {
      return connections.size;
    },
    admit(storeId) {
      if (draining) throw new ServiceError('unavailable', 'This process is shutting down. Connect again.');
      if (connections.size >= limits.connectionsMax) throw noPlace('There are too many connections. Come back later.');
      const ofTheStore = count((connection) => connection.storeId === storeId);
      if (storeId === null && ofTheStore >= limits.anonymousConnectionsMax)
        throw noPlace('Too many connections have not authenticated yet. Come back later.');
      if (storeId !== null && ofTheStore >= limits.storeConnectionsMax)
        throw noPlace(`A store may have at most ${limits.storeConnectionsMax} connections.`);
    },
    add(connection) {
      connections.add(connection);
      open.set(connections.size);
    },
    remove(connection, reason) {
      if (!connections.delete(connection)) return;
      open.set(connections.size);
      ended.add({ reason });
      if (connections.size === 0) whenEmpty?.();
    },
    countEvents(counts) {
      for (const [outcome, number] of Object.entries(counts)) if (number > 0) events.add({ outcome }, number);
    },
    async drain(drainMs) {
      draining = true;
      clearInterval(heart);
      if (connections.size === 0) return;
      const empty = new Promise<void>((resolve) => {
        whenEmpty = resolve;
      });
      const timer = setTimeout(() => {
        log.warn({ connections: connections.size }, 'connections cut: they did not end in time');
        for (const connection of connections) connection.terminate();
      }, drainMs);
      for (const connection of connections) connection.drain();
      await empty;
      clearTimeout(timer);
    },
  };
}
