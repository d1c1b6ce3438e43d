import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished } from 'vitest';
import { connectRedis } from '../../db/redis/connect.ts';
import { redisKeys } from '../../db/redis/keys.ts';
import { test } from '../../test/fixtures.ts';
import { batchesWaitingMax, createCartTeller, type ToldCart } from './cart-teller.ts';
import { readGenerations } from './generations.ts';
import { entryOf } from './stream-reader.ts';

const cart = (storeId: string, version: number): ToldCart => ({
  ...{ storeId, id: randomUUID(), version },
  contents: { status: 'open', stage: 'cart', valueMinor: 100, currency: 'EUR' },
});

function open(url: string) {
  const redis = connectRedis(url, { purpose: 'request' });
  onTestFinished(async () => void (await redis.quit()));
  const failures: unknown[] = [];
  const teller = () => createCartTeller({ redis, onFailure: (error) => failures.push(error) });
  return {
    redis,
    teller,
    failures,
    async versions(storeId: string): Promise<number[]> {
      const entries = await redis.xrange(redisKeys.live(storeId), '-', '+');
      return entries.flatMap((entry) => entryOf(entry).events.map(({ version }) => version));
    },
    gaps: async (partition: number) => (await readGenerations(redis)).gaps.get(partition) ?? 0,
  };
}

describe('carts of a batch', () => {
  test('are told in the order of the batches, in few entries, with what they are and not whose', async ({
    redis: { url },
  }) => {
    const { teller, versions, redis } = open(url);
    const storeId = randomUUID();
    const one = teller();
    await one.begin(1, null);
    for (let batch = 0; batch < 5; batch++)
      one.tell(
        { partition: 1, position: `${batch}-0` },
        Array.from({ length: 100 }, (_, index) => cart(storeId, batch * 100 + index)),
      );
    await one.drain();
    expect(await versions(storeId)).toEqual(Array.from({ length: 500 }, (_, version) => version));
    expect(await redis.xlen(redisKeys.live(storeId))).toBe(5);
    const [first] = await redis.xrange(redisKeys.live(storeId), '-', '+', 'COUNT', 1);
    const event = first && entryOf(first).events[0];
    expect(Object.keys(event ?? {}).sort()).toEqual([
      ...['at', 'cartId', 'currency', 'id', 'kind', 'stage', 'state', 'valueMinor', 'version'],
    ]);
  });

  test('that a killed process did not tell of are a gap for whoever follows the partition next', async ({
    redis: { url },
  }) => {
    const { teller, gaps } = open(url);
    const killed = teller();
    await killed.begin(2, null);
    killed.tell({ partition: 2, position: '7-0' }, [cart(randomUUID(), 1)]);
    await killed.drain();
    // It committed position 8-0 and told nobody.
    const before = await gaps(2);
    await teller().begin(2, '8-0');
    expect(await gaps(2)).toBe(before + 1);
    await teller().begin(2, '8-0');
    expect(await gaps(2)).toBe(before + 1);
  });

  test('that were told are none when a process ends in good order', async ({ redis: { url } }) => {
    const { teller, gaps } = open(url);
    const first = teller();
    await first.begin(3, null);
    first.tell({ partition: 3, position: '7-0' }, []);
    await first.drain();
    await teller().begin(3, '7-0');
    expect(await gaps(3)).toBe(0);
  });

  test('that could not be told are a gap as soon as the server is there again', async ({ redis: { url } }) => {
    const { redis, teller, gaps, failures } = open(url);
    const storeId = randomUUID();
    const one = teller();
    await one.begin(4, null);
    await redis.set(redisKeys.live(storeId), 'no stream');
    one.tell({ partition: 4, position: '7-0' }, [cart(storeId, 1)]);
    await one.drain();
    expect(failures).toHaveLength(1);
    await redis.del(redisKeys.live(storeId));
    one.tell({ partition: 4, position: '8-0' }, [cart(storeId, 2)]);
    await one.drain();
    expect(await gaps(4)).toBe(1);
  });

  test('of too many batches at once are a gap, and hold nobody up', async ({ redis: { url } }) => {
    const { teller, gaps, failures } = open(url);
    const one = teller();
    await one.begin(5, null);
    for (let batch = 0; batch <= batchesWaitingMax; batch++)
      one.tell({ partition: 5, position: `${batch}-0` }, [cart(randomUUID(), 1)]);
    expect(failures).toHaveLength(1);
    await one.drain();
    await expect.poll(() => gaps(5)).toBe(1);
  });
});
