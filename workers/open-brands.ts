import type { Redis } from 'ioredis';
import type { Database } from '../db/postgres/tenancy.ts';
import { secondMs } from '../domain/duration.ts';
import type { Logger } from '../runtime/logging.ts';
import { type BrandNews, createBrandKeeper, openBrandNews } from '../services/state/brands/brand-keeper.ts';
import type { Brands } from '../services/state/brands/brands.ts';
import { startPollingLoop } from './polling-loop.ts';

export interface OpenBrands {
  readonly brands: Brands;
  readonly brandNews: BrandNews;
  close(): Promise<void>;
}

export interface OpenBrandsDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly redis: Redis;
  readonly newBlockingRedis: () => Redis;
  readonly log: Logger;
}

/** How long until brands are looked at without having been told of a change. */
const lookMs = 15 * secondMs;

/** How stores are shown, and under which names, in this process: a moment after it was changed anywhere. */
export async function openBrands({ database, redis, newBlockingRedis, log }: OpenBrandsDeps): Promise<OpenBrands> {
  const keeper = createBrandKeeper(database);
  await keeper.refresh().catch((error: unknown) => log.error({ err: error }, 'brands could not be read'));
  const brandNews = openBrandNews({
    ...{ redis, subscriber: newBlockingRedis() },
    onFailure: (error) => log.warn({ err: error }, 'news of brands are not passed on'),
  });
  const loop = startPollingLoop({
    ...{ name: 'brands', log },
    async round() {
      await keeper.refresh();
      return lookMs;
    },
  });
  brandNews.onChange(loop.wake);
  return {
    brands: keeper.brands,
    brandNews,
    async close() {
      brandNews.close();
      await loop.stop();
    },
  };
}
