/** An instance that tells pages, with nothing else of the API, in a process of its own. Sends its port to its parent. */
import { pino } from 'pino';
import { createLiveHub } from '../../../api/live/live-hub.ts';
import { liveLimits } from '../../../api/live/live-limits.ts';
import { liveRoute } from '../../../api/live/route.ts';
import { connectPostgres } from '../../../db/postgres/connect.ts';
import { openDatabase } from '../../../db/postgres/tenancy.ts';
import { connectRedis } from '../../../db/redis/connect.ts';
import { defaultSessionRules } from '../../../domain/session.ts';
import { streamsPartitions } from '../../../events/streams.ts';
import { createMetrics } from '../../../runtime/metrics.ts';
import { openAccountNews } from '../../../services/accounts/news/account-news.ts';
import { addressHasher } from '../../../test/address-hasher.ts';
import { listen } from '../../../workers/listen.ts';
import type { HubOptions } from './messages.ts';

const { redisUrl, appUrl, engineUrl }: HubOptions = JSON.parse(process.argv[2] ?? '');
const redis = connectRedis(redisUrl, { purpose: 'request' });
const newBlockingRedis = () => connectRedis(redisUrl, { purpose: 'blocking' });
const hub = createLiveHub({
  // As in production, but that all pages of the bench are of one caller in ten stores.
  limits: { ...liveLimits, connectionsMax: 12_000, storeConnectionsMax: 12_000, callerConnectionsMax: 12_000 },
  redis,
  newBlockingRedis,
  accounts: {
    database: openDatabase({
      app: connectPostgres(appUrl, { maxConnections: 2, applicationName: 'bench-live' }),
      engine: connectPostgres(engineUrl, { maxConnections: 1, applicationName: 'bench-live' }),
      addressHasher,
    }),
    news: openAccountNews({ redis, subscriber: newBlockingRedis(), onFailure: console.error }),
    sessionRules: defaultSessionRules,
    now: Date.now,
  },
  partitions: streamsPartitions,
  metrics: createMetrics({ role: 'bench' }),
  log: pino({ level: 'warn' }, pino.destination(2)),
});
const server = await listen({
  fetch: liveRoute({ redis, hub, publicUrl: () => 'http://localhost' }).fetch,
  host: '127.0.0.1',
  port: 0,
});
process.on('message', (word) => {
  if (word === 'cpu') process.send?.(process.cpuUsage());
});
process.send?.(server.port);
