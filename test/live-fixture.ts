import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createLiveHub, type LiveHub } from '../api/live/live-hub.ts';
import { type LiveLimits, liveLimits } from '../api/live/live-limits.ts';
import type { LiveFrame } from '../api/live/server-frame.ts';
import { connectRedis } from '../db/redis/connect.ts';
import { createMetrics } from '../runtime/metrics.ts';
import type { StoreEvent } from '../services/live/live-event.ts';
import { publishLive } from '../services/live/publish.ts';
import { issueTicket, type LiveTicket } from '../services/live/tickets.ts';
import { type ApiFixture, type AppChange, test as apiTest, type Served } from './api-fixture.ts';
import { connectTo, type SocketClient } from './socket-client.ts';

/** An instance of the API that tells pages; several of them on the same stores act as one. */
export interface LiveInstance extends Pick<Served, 'address' | 'call'> {
  readonly hub: LiveHub;
  readonly metrics: ReturnType<typeof createMetrics>;
}

export interface LiveFixture {
  instance(limits?: Partial<LiveLimits>, change?: AppChange): Promise<LiveInstance>;
  /** A page with a ticket of this caller, past its `hello`. */
  page(instance: Pick<LiveInstance, 'address'>, ticket: LiveTicket, headers?: Record<string, string>): Promise<Page>;
  publish(events: readonly StoreEvent[]): Promise<void>;
  readonly redis: ReturnType<typeof connectRedis>;
}

export type Page = SocketClient<LiveFrame>;

export const test = apiTest.extend(
  'live',
  { scope: 'file' },
  async ({ api, redis: { url } }, { onCleanup }): Promise<LiveFixture> => {
    const redis = connectRedis(url, { purpose: 'request' });
    const newBlockingRedis = () => connectRedis(url, { purpose: 'blocking' });
    onCleanup(async () => {
      await redis.quit();
    });
    return {
      redis,
      instance: (limits, change) => startInstance(api, { redis, newBlockingRedis, limits, change }),
      async page({ address }, ticket, headers) {
        const page = await connectTo<LiveFrame>(
          `ws://${address}/v1/live?ticket=${await issueTicket(redis, ticket)}`,
          headers,
        );
        onTestFinished(() => page.socket.terminate());
        await page.next();
        return page;
      },
      publish: (events) => publishLive(redis, events),
    };
  },
);

interface Start {
  readonly redis: ReturnType<typeof connectRedis>;
  readonly newBlockingRedis: () => ReturnType<typeof connectRedis>;
  readonly limits: Partial<LiveLimits> | undefined;
  readonly change: AppChange | undefined;
}

async function startInstance(
  api: ApiFixture,
  { redis, newBlockingRedis, limits, change }: Start,
): Promise<LiveInstance> {
  const metrics = createMetrics({ role: 'test' });
  const hub = createLiveHub({
    limits: { ...liveLimits, connectionsMax: 1_000, storeConnectionsMax: 1_000, heartbeatSlices: 1, ...limits },
    ...{
      redis,
      newBlockingRedis,
      accounts: change?.accounts ?? api.accounts,
      metrics,
      log: pino({ level: 'silent' }),
      partitions: api.eventLog.partitions,
    },
  });
  const served = await api.serve({ live: hub, metrics, ...change });
  onTestFinished(async () => {
    await Promise.all([hub.drain(100), served.stop(200)]);
    await hub.stop();
  });
  return { address: served.address, call: served.call, hub, metrics };
}
