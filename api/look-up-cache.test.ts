import { describe, expect, test } from 'vitest';
import type { FoundKey } from '../services/accounts/api-keys/find.ts';
import { createLookUpCache } from './look-up-cache.ts';

const key: FoundKey = {
  ...{ keyId: 'k', storeId: 's', scopes: ['carts:read'] },
  ...{ makerId: null, makerRole: null },
};

function setUp(answers: (FoundKey | null | Error)[]) {
  let nowMs = 0;
  let asked = 0;
  const cache = createLookUpCache(
    async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)];
      if (answer instanceof Error) throw answer;
      return answer ?? null;
    },
    () => nowMs,
  );
  return {
    cache,
    asked: () => asked,
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe('the memory of what was looked up', () => {
  test('asks once for a key that many requests bring at the same time', async () => {
    const { cache, asked } = setUp([key]);
    await Promise.all(Array.from({ length: 50 }, () => cache.find('h')));
    expect(asked()).toBe(1);
  });

  test('trusts a key for three seconds and no longer', async () => {
    const { cache, wait } = setUp([key]);
    await cache.find('h');
    wait(2_999);
    expect(cache.peek('h')).toEqual(key);
    wait(1);
    expect(cache.peek('h')).toBeUndefined();
  });

  test('remembers that a key does not exist, too', async () => {
    const { cache } = setUp([null]);
    await cache.find('h');
    expect(cache.peek('h')).toBeNull();
  });

  test('keeps trusting a known key for a minute while the database cannot be asked', async () => {
    const { cache, wait } = setUp([key, new Error('away')]);
    await cache.find('h');
    wait(59_999);
    expect(await cache.find('h')).toEqual(key);
    wait(1);
    await expect(cache.find('h')).rejects.toThrow('away');
  });

  test('never takes a revoked key for a known one', async () => {
    const { cache, wait } = setUp([key, null, new Error('away')]);
    await cache.find('h');
    wait(3_000);
    expect(await cache.find('h')).toBeNull();
    await expect(cache.find('h')).rejects.toThrow('away');
  });

  test('keeps ten thousand answers; for one more, the one that was used longest ago goes', async () => {
    const { cache, asked } = setUp([key]);
    for (let name = 0; name < 10_000; name++) await cache.find(`h${name}`);
    cache.peek('h0');
    await cache.find('one more');
    expect([cache.peek('h0'), cache.peek('h1'), cache.peek('one more')]).toEqual([key, undefined, key]);
    expect(asked()).toBe(10_001);
  });

  test('forgets at once what is said to have changed, also what is being asked for', async () => {
    const { cache, asked } = setUp([key, null]);
    const before = cache.find('h');
    cache.forget('h');
    expect(await before).toEqual(key);
    expect(cache.peek('h')).toBeUndefined();
    expect(await cache.find('h')).toBeNull();
    cache.forget('h');
    expect(cache.peek('h')).toBeUndefined();
    expect(asked()).toBe(2);
  });
});
