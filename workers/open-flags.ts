import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import type { Database } from '../db/postgres/tenancy.ts';
import type { Config } from '../runtime/config.ts';
import type { Logger } from '../runtime/logging.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { createFlagKeeper } from '../services/state/flags/flag-keeper.ts';
import { type FlagNews, openFlagNews } from '../services/state/flags/flag-news.ts';
import { createFlags, type Flags } from '../services/state/flags/flags.ts';
import { createLastGood } from '../services/state/flags/last-good.ts';
import { createSnapshotProvider } from '../services/state/flags/snapshot-provider.ts';
import { startPollingLoop } from './polling-loop.ts';

export interface OpenFlags {
  readonly flags: Flags;
  readonly flagNews: FlagNews;
  close(): Promise<void>;
}

export interface OpenFlagsDeps {
  readonly config: Pick<Config, 'dataDir'>;
  readonly database: Pick<Database, 'engine'>;
  readonly redis: Redis;
  readonly newBlockingRedis: () => Redis;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** How long until flags are looked at without having been told of a change. */
const lookMs = 3_000;

/** What is switched on and off, in this process: known before anything else starts, and a moment after it was changed anywhere. */
export async function openFlags({
  config,
  database,
  redis,
  newBlockingRedis,
  log,
  metrics,
}: OpenFlagsDeps): Promise<OpenFlags> {
  const unreadable = metrics.gauge({
    name: 'flags_unreadable',
    help: 'Rows of flags that cannot be read: the last good rule of each goes on, and where there was none, sending stops.',
  });
  const read = metrics.gauge({
    name: 'flags_read_seconds',
    help: 'When flags were read last, in seconds since 1970; 0: never so far, and nothing is sent.',
  });
  const keeper = createFlagKeeper({
    database,
    lastGood: createLastGood(join(config.dataDir, 'flags.json')),
    onUnreadable(rows) {
      unreadable.set(rows.length);
      for (const row of rows) log.error(row, 'a flag cannot be read: the last good rule of it goes on');
    },
    onFailure: (error, what) => log.error({ err: error, what }, 'flags could not be read or kept'),
  });
  await keeper.open();
  const flagNews = openFlagNews({
    ...{ redis, subscriber: newBlockingRedis() },
    onFailure: (error) => log.warn({ err: error }, 'news of flags are not passed on'),
  });
  const loop = startPollingLoop({
    ...{ name: 'flags', log },
    async round() {
      await keeper.refresh();
      read.set(Date.now() / 1_000);
      return lookMs;
    },
  });
  flagNews.onChange(loop.wake);
  const provider = createSnapshotProvider(keeper.snapshot, Date.now);
  return {
    flags: createFlags(provider, { domain: randomUUID(), now: Date.now }),
    flagNews,
    async close() {
      flagNews.close();
      await loop.stop();
    },
  };
}
