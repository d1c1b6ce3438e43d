import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { expect, onTestFinished } from 'vitest';
import { carts } from '../../../db/postgres/schema/index.ts';
import { connectRedis } from '../../../db/redis/connect.ts';
import { test } from '../../../test/fixtures.ts';
import { openTestDatabase } from '../../../test/sent-message.ts';
import { createShop, type Shop } from '../../../test/shop-factory.ts';
import { type CacheRead, createCachedPredictions } from './cached-predictions.ts';

const anHourAgo = () => new Date(Date.now() - 3_600_000);

/** A cart that last changed an hour ago, and a reader of predictions whose model answers with the number of the question. */
async function opened(urls: Parameters<typeof openTestDatabase>[0], redisUrl: string) {
  const database = openTestDatabase(urls);
  const redis = connectRedis(redisUrl, { purpose: 'request' });
  onTestFinished(async () => {
    await redis.quit().catch(() => undefined);
  });
  const shop = await createShop(database);
  const cart = await shop.cart({ updatedAt: anHourAgo() });
  const reads: CacheRead[] = [];
  /** What happens while the next prediction is made. */
  const meanwhile: (() => Promise<void>)[] = [];
  let asked = 0;
  const served = { modelHash: 'model-1', featureSetHash: 'features-1' };
  const predict = createCachedPredictions({
    ...{ redis, database },
    answering: async () => served,
    make: async () => {
      await meanwhile.shift()?.();
      asked += 1;
      const prediction = { probability: asked, modelVersion: 'v', featureSetHash: served.featureSetHash, reasons: [] };
      return { prediction, modelHash: served.modelHash };
    },
    onRead: (result) => reads.push(result),
  });
  const ask = async () => (await predict({ storeId: shop.storeId, cartId: cart.id }))?.probability;
  return { shop, cart, redis, reads, served, meanwhile, predict, ask };
}

async function change(shop: Shop, cartId: string, values: Partial<typeof carts.$inferInsert>): Promise<void> {
  await shop.write((tx) => tx.update(carts).set(values).where(eq(carts.id, cartId)));
}

test('a prediction is made once while nothing changes', async ({ database, redis }) => {
  const { ask, reads } = await opened(database, redis.url);
  expect([await ask(), await ask(), await ask()]).toEqual([1, 1, 1]);
  expect(reads).toEqual(['miss', 'hit', 'hit']);
});

test('a prediction is never older than a change of its cart, and of a cart that has just changed none is kept', async ({
  database,
  redis,
}) => {
  const { shop, cart, ask, reads } = await opened(database, redis.url);
  expect(await ask()).toBe(1);
  await change(shop, cart.id, { version: cart.version + 1, updatedAt: sql`now()` as unknown as Date });
  expect([await ask(), await ask()]).toEqual([2, 3]);
  await change(shop, cart.id, { updatedAt: new Date(Date.now() - 60_000) });
  expect([await ask(), await ask()]).toEqual([4, 4]);
  await change(shop, cart.id, { updatedAt: anHourAgo(), customerId: await shop.customer() });
  expect(await ask()).toBe(5);
  expect(reads).toEqual(['miss', 'unsettled', 'unsettled', 'miss', 'hit', 'miss']);
});

test('a prediction whose cart changes while it is made is not taken for one of the cart as it is then', async ({
  database,
  redis,
}) => {
  const { shop, cart, ask, meanwhile } = await opened(database, redis.url);
  meanwhile.push(() => change(shop, cart.id, { version: cart.version + 1, updatedAt: new Date(Date.now() - 60_000) }));
  expect([await ask(), await ask(), await ask()]).toEqual([1, 2, 2]);
});

test('a prediction of another model or of other features never counts, also after a roll-back (operations M6)', async ({
  database,
  redis,
}) => {
  const { ask, served } = await opened(database, redis.url);
  expect(await ask()).toBe(1);
  served.modelHash = 'model-2';
  expect([await ask(), await ask()]).toEqual([2, 2]);
  served.featureSetHash = 'features-2';
  expect(await ask()).toBe(3);
  Object.assign(served, { modelHash: 'model-1', featureSetHash: 'features-1' });
  expect(await ask()).toBe(4);
});

test('without the cache predictions are made all the same, and of an unknown cart there is none', async ({
  database,
  redis,
}) => {
  const { shop, redis: connection, ask, predict } = await opened(database, redis.url);
  expect(await predict({ storeId: shop.storeId, cartId: randomUUID() })).toBeNull();
  connection.disconnect();
  expect([await ask(), await ask()]).toEqual([1, 2]);
});
