import type { Logger } from 'pino';
import type { Metrics } from '../../runtime/metrics.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import { createConnections, type OpenConnection } from '../sockets/connections.ts';
import type { CloseReason } from './close-codes.ts';
import type { SocketLimits } from './socket-limits.ts';

/** A connection that sends events; drained, it ends after the acknowledgements of what was taken. */
export interface Connection extends OpenConnection {
  /** Null until it has authenticated. */
  readonly storeId: string | null;
}

/** All open connections of a process that send events. */
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
  const connections = createConnections<Connection>({
    heartbeatMs: limits.heartbeatMs,
    metricsOf: { name: 'event_sockets', what: 'WebSocket connections that send events' },
    metrics,
    log,
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

  function countOf(storeId: string | null): number {
    let found = 0;
    for (const connection of connections) if (connection.storeId === storeId) found += 1;
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
      if (connections.draining) throw new ServiceError('unavailable', 'This process is shutting down. Connect again.');
      if (connections.size >= limits.connectionsMax) throw noPlace('There are too many connections. Come back later.');
      const ofTheStore = countOf(storeId);
      if (storeId === null && ofTheStore >= limits.anonymousConnectionsMax)
        throw noPlace('Too many connections have not authenticated yet. Come back later.');
      if (storeId !== null && ofTheStore >= limits.storeConnectionsMax)
        throw noPlace(`A store may have at most ${limits.storeConnectionsMax} connections.`);
    },
    add: connections.add,
    remove: connections.remove,
    countEvents(counts) {
      for (const [outcome, number] of Object.entries(counts)) if (number > 0) events.add({ outcome }, number);
    },
    drain: connections.drain,
  };
}
