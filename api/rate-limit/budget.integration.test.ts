import { describe, expect } from 'vitest';
import { connectRedis } from '../../db/redis/connect.ts';
import { test as base } from '../../test/fixtures.ts';
import { createBudget } from './budget.ts';

const test = base.extend('redis2', { scope: 'file' }, async ({ redis: { url } }, { onCleanup }) => {
  const connections = [connectRedis(url, { purpose: 'request' }), connectRedis(url, { purpose: 'request' })] as const;
  await Promise.all(connections.map((connection) => connection.ping()));
  onCleanup(() => Promise.all(connections.map((connection) => connection.quit())).then(() => {}));
  return connections;
});

/** Takes points one after another until the budget refuses; far more than there are. */
async function takenUntilRefused(budget: ReturnType<typeof createBudget>, key: string): Promise<number> {
  for (let taken = 0; taken < 10_000; taken++) {
    try {
      await budget.take(key, 1);
    } catch {
      return taken;
    }
  }
  return Number.POSITIVE_INFINITY;
}

/** Refused at once or after asking Redis. */
async function refusalOf(budget: ReturnType<typeof createBudget>, key: string): Promise<unknown> {
  try {
    return await budget.take(key, 1);
  } catch (error) {
    return error;
  }
}

describe('a budget', () => {
  test('is one for all processes', async ({ redis2: [one, other] }) => {
    const now = () => 1_000;
    const budgets = [one, other].map((redis) => createBudget({ redis, name: 'shared', pointsPerSecond: 200, now }));
    const taken = await Promise.all(budgets.map((budget) => takenUntilRefused(budget, 'store-a')));
    expect(taken[0]! + taken[1]!).toBe(200);
  });

  test('is one per key', async ({ redis2: [redis] }) => {
    const budget = createBudget({ redis, name: 'per-key', pointsPerSecond: 3, now: () => 1_000 });
    expect(await takenUntilRefused(budget, 'a')).toBe(3);
    expect(await takenUntilRefused(budget, 'b')).toBe(3);
  });

  test('asks Redis once for many requests', async ({ redis2: [redis] }) => {
    const budget = createBudget({ redis, name: 'leased', pointsPerSecond: 5_000, now: () => 1_000 });
    await budget.take('a', 1);
    // The portion of a fiftieth of a second is spent without waiting.
    for (let index = 0; index < 99; index++) expect(budget.take('a', 1)).not.toBeInstanceOf(Promise);
    expect(budget.take('a', 1)).toBeInstanceOf(Promise);
  });

  test('lets a batch pass that is larger than a second of points, at the price of all of them', async ({
    redis2: [redis],
  }) => {
    const budget = createBudget({ redis, name: 'batch', pointsPerSecond: 10, now: () => 1_000 });
    await budget.take('a', 1_000);
    await expect(refusalOf(budget, 'a')).resolves.toMatchObject({ code: 'rate_limited' });
  });

  test('says when to come back, and is full again then', async ({ redis2: [redis] }) => {
    let nowMs = 1_000;
    const budget = createBudget({ redis, name: 'renewed', pointsPerSecond: 1, now: () => nowMs });
    await budget.take('a', 1);
    await expect(refusalOf(budget, 'a')).resolves.toMatchObject({
      code: 'rate_limited',
      retryAfterMs: expect.any(Number),
    });
    await redis.flushdb();
    nowMs += 1_001;
    expect(await budget.take('a', 1)).toMatchObject({ remaining: 0 });
  });

  test('counts for its own process while Redis is away', async ({ redis2: [redis] }) => {
    const lost = redis.duplicate({ lazyConnect: true });
    const budget = createBudget({ redis: lost, name: 'alone', pointsPerSecond: 5, now: () => 1_000 });
    expect(await takenUntilRefused(budget, 'a')).toBe(5);
    lost.disconnect();
  });
});
