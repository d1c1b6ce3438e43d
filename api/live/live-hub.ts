import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { mapBounded } from '../../runtime/map-bounded.ts';
import type { Metrics } from '../../runtime/metrics.ts';
import { freePlace, type Place, renewEveryMs, renewPlaces, takePlace } from '../../services/live/places.ts';
import { holdsStill, mayConcern, type RightsSource } from '../../services/live/rights.ts';
import type { LiveTicket } from '../../services/live/tickets.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import { createConnections } from '../sockets/connections.ts';
import { createFeeds } from './feeds.ts';
import { callerOf, type LiveConnection, openLiveConnection } from './live-connection.ts';
import type { LiveLimits } from './live-limits.ts';

/** The pages that are connected to this process. Any number of such processes act as one. */
export interface LiveHub {
  /** Open connections. */
  readonly size: number;
  /** Throws `rate_limited` when there is no place, `unavailable` while it drains. */
  admit(ticket: LiveTicket): Promise<Place>;
  open(socket: WebSocket, admitted: { readonly ticket: LiveTicket; readonly place: Place }): void;
  /** Refuses new connections and ends all, a part at a time; what did not go within `drainMs` is cut. */
  drain(drainMs: number): Promise<void>;
  stop(): Promise<void>;
}

export interface LiveHubDeps {
  readonly limits: LiveLimits;
  readonly redis: Redis;
  readonly newBlockingRedis: () => Redis;
  readonly accounts: RightsSource;
  /** Of the event log. */
  readonly partitions: number;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly now?: () => number;
}

const comeBackMs = 5_000;
/** How often it is looked whether changes of rights arrive, in the time for which they may be missing. */
const rightsLooks = 5;
/** Questions to the database that may be under way at once when the rights of all connections are asked for. */
const checksAtOnceMax = 8;
/** Part of the bytes that may wait, after which it is looked how many do. */
const countedAgainShare = 1 / 8;

export function createLiveHub({
  limits,
  redis,
  accounts,
  metrics,
  log,
  now = Date.now,
  ...deps
}: LiveHubDeps): LiveHub {
  const counted = countLive(metrics);
  const connections = createConnections<LiveConnection>({
    heartbeatMs: limits.heartbeatMs,
    slices: limits.heartbeatSlices,
    metricsOf: { name: 'live_sockets', what: 'WebSocket connections of pages' },
    metrics,
    log,
  });
  const onFailure = (error: unknown): void => log.warn({ err: error }, 'open pages are not told at the moment');
  const feeds = createFeeds({
    ...deps,
    redis,
    instance: randomUUID(),
    now,
    onReset: (cause) => counted.resets.add({ cause }),
    onTold: (pages) => counted.frames.add({}, pages),
    onFailure,
  });
  let admitting = 0;
  let [waitingBytes, sentSinceCount] = [0, 0];
  metrics.gauge({ name: 'live_waiting_bytes', help: 'Bytes that readers did not take yet.' }, countWaiting);

  /** Adding up what waits at every frame would cost more than the frame: it is done again when it may have grown by a part. */
  function countWaiting(): number {
    [waitingBytes, sentSinceCount] = [0, 0];
    for (const connection of connections) waitingBytes += connection.waitingBytes;
    return waitingBytes;
  }

  const renewing = setInterval(() => {
    const places = Array.from(connections, ({ place }) => place);
    renewPlaces(redis, places, now()).catch((error: unknown) =>
      log.warn({ err: error }, 'places of open pages were not renewed'),
    );
  }, renewEveryMs);
  renewing.unref();

  let heardAt = performance.now();
  /** False when a role or a session may have been taken and nobody here was told. */
  const knowsRights = (): boolean => {
    if (accounts.news.connected) heardAt = performance.now();
    return performance.now() - heardAt <= limits.rightsUnknownMsMax;
  };
  const watching = setInterval(() => {
    if (!knowsRights()) for (const connection of connections) connection.end('unavailable');
  }, limits.rightsUnknownMsMax / rightsLooks);
  watching.unref();

  accounts.news.onChange((change) => {
    if (change === null) void mapBounded([...connections], { concurrencyMax: checksAtOnceMax }, checkRights);
    else
      for (const connection of connections) if (mayConcern(change, connection.ticket)) connection.end('rightsChanged');
  });

  async function checkRights(connection: LiveConnection): Promise<void> {
    // A database that is away says nothing of rights.
    const may = await holdsStill(accounts, connection.ticket).catch(() => true);
    if (!may) connection.end('rightsChanged');
  }

  return {
    get size() {
      return connections.size;
    },
    async admit(ticket) {
      if (connections.draining) throw new ServiceError('unavailable', 'This process is shutting down. Connect again.');
      if (!knowsRights()) throw new ServiceError('unavailable', 'Sessions cannot be checked at the moment.');
      if (connections.size + admitting >= limits.connectionsMax) throw noPlace('There are too many connections.');
      const place: Place = { storeId: ticket.storeId, who: callerOf(ticket), id: randomUUID() };
      admitting += 1;
      try {
        const taken = await takePlace(
          redis,
          place,
          { perStoreMax: limits.storeConnectionsMax, perCallerMax: limits.callerConnectionsMax },
          now(),
        );
        if (taken === 'store_is_full')
          throw noPlace(`A store may have at most ${limits.storeConnectionsMax} live connections.`);
        if (taken === 'caller_has_too_many')
          throw noPlace(`One person or key may have at most ${limits.callerConnectionsMax} live connections.`);
        return place;
      } finally {
        admitting -= 1;
      }
    },
    open(socket, admitted) {
      const connection = openLiveConnection(socket, admitted, {
        feeds,
        limits,
        checkRights: (checked) => void checkRights(checked),
        isCurrent: () => performance.now() - feeds.answeredAt < limits.quietMsMax,
        isOverloaded: () => waitingBytes > limits.processBytesMax,
        onSent(bytes) {
          sentSinceCount += bytes;
          if (sentSinceCount > limits.processBytesMax * countedAgainShare) countWaiting();
        },
        onClosed(closed, reason) {
          connections.remove(closed, reason);
          freePlace(redis, closed.place).catch(() => undefined);
        },
        onFailure,
        random: Math.random,
      });
      connections.add(connection);
      if (connections.draining) connection.drain();
    },
    drain: connections.drain,
    async stop() {
      clearInterval(renewing);
      clearInterval(watching);
      await feeds.stop();
    },
  };

  function noPlace(message: string): ServiceError {
    counted.refused.add();
    return new ServiceError('rate_limited', message, { retryAfterMs: comeBackMs });
  }
}

function countLive(metrics: Metrics) {
  return {
    frames: metrics.counter({ name: 'live_frames_total', help: 'Frames with changes that were sent to pages.' }),
    refused: metrics.counter({
      name: 'live_sockets_refused_total',
      help: 'WebSocket connections of pages that were refused for want of a place.',
    }),
    resets: metrics.counter({
      name: 'live_resets_total',
      help: 'Rooms of pages that had to be read anew, by cause.',
      labels: ['cause'],
    }),
  };
}
