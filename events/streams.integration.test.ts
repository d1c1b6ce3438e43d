import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { connectRedis } from '../db/redis/connect.ts';
import { test } from '../test/fixtures.ts';
import type { AcceptedEvent } from './event.ts';
import { describeEventLog } from './event-log.contract.ts';
import { type EventLog, partitionOf } from './event-log.ts';
import { createStreamsLog } from './streams.ts';

describeEventLog(
  'the event log on streams',
  test.extend('log', async ({ redis }, { onCleanup }): Promise<EventLog> => {
    const log = openLog(redis.url);
    onCleanup(() => log.close());
    return log;
  }),
);

describe('the window of the event log on streams', () => {
  test('forgets the oldest ids when it is full, and only those', async ({ redis }) => {
    const storeId = randomUUID();
    const log = openLog(redis.url, { slots: 2, slotMs: 60_000, slotIdsMax: 2, partitionIdsMax: 1_000 });
    for (const id of ['1', '2', '3', '4', '5']) await log.append(storeId, [event(storeId, id)]);
    expect(await log.append(storeId, [event(storeId, '4'), event(storeId, '5')])).toEqual(['duplicate', 'duplicate']);
    expect(await log.append(storeId, [event(storeId, '1')])).toEqual(['accepted']);
    await log.close();
  });

  test('forgets ids that are older than the window', async ({ redis }) => {
    let now = 0;
    const storeId = randomUUID();
    const log = openLog(redis.url, { slots: 2, slotMs: 1_000, slotIdsMax: 100, partitionIdsMax: 1_000 }, () => now);
    await log.append(storeId, [event(storeId, '1')]);
    now = 1_500;
    await log.append(storeId, [event(storeId, '2')]);
    expect(await log.append(storeId, [event(storeId, '1')])).toEqual(['duplicate']);
    now = 2_600;
    await log.append(storeId, [event(storeId, '3')]);
    expect(await log.append(storeId, [event(storeId, '1'), event(storeId, '2')])).toEqual(['accepted', 'duplicate']);
    await log.close();
  });

  test('lets no store push out the ids of another that has fewer', async ({ redis }) => {
    const log = openLog(redis.url, { slots: 8, slotMs: 60_000, slotIdsMax: 1_000, partitionIdsMax: 3_000 });
    const [quiet, ...loud] = storesOfOnePartition(log.partitions, 3);
    const ofQuiet = Array.from({ length: 200 }, (_, index) => event(quiet ?? '', `q-${index}`));
    await log.append(quiet ?? '', ofQuiet);
    for (let round = 0; round < 20; round++)
      for (const storeId of loud)
        await log.append(
          storeId,
          Array.from({ length: 500 }, (_, index) => event(storeId, `${round}-${index}`)),
        );
    expect(new Set(await log.append(quiet ?? '', ofQuiet))).toEqual(new Set(['duplicate']));
    for (const storeId of loud) {
      expect(await log.append(storeId, [event(storeId, '19-499'), event(storeId, '0-0')])).toEqual([
        'duplicate',
        'accepted',
      ]);
    }
    await log.close();
  });

  test('gives all that a partition holds to a store that is alone in it', async ({ redis }) => {
    const storeId = randomUUID();
    const log = openLog(redis.url, { slots: 8, slotMs: 60_000, slotIdsMax: 500, partitionIdsMax: 4_000 });
    for (let round = 0; round < 30; round++)
      await log.append(
        storeId,
        Array.from({ length: 500 }, (_, index) => event(storeId, `${round}-${index}`)),
      );
    const newest = Array.from({ length: 3_000 }, (_, index) =>
      event(storeId, `${24 + Math.floor(index / 500)}-${index % 500}`),
    );
    expect(new Set(await log.append(storeId, newest))).toEqual(new Set(['duplicate']));
    await log.close();
  });

  test('takes a batch that is larger than one call, and answers for each event of it', async ({ redis }) => {
    const storeId = randomUUID();
    const log = openLog(redis.url);
    const events = Array.from({ length: 2_500 }, (_, index) => event(storeId, String(index % 2_400)));
    const answers = await log.append(storeId, events);
    expect(answers.map((answer) => answer === 'duplicate')).toEqual(events.map((_, index) => index >= 2_400));
    await log.close();
  });

  test('keeps large events in entries of bounded size, which a reader can take one by one', async ({ redis }) => {
    const storeId = randomUUID();
    const log = openLog(redis.url);
    const name = 'ü'.repeat(50_000);
    const events = Array.from({ length: 10 }, (_, index) => ({ ...event(storeId, String(index)), cartId: name }));
    await log.append(storeId, events);
    const entries = await log.read(partitionOf(storeId, log.partitions), null, { eventsMax: 1_000, waitMs: 0 });
    expect(entries.map((entry) => entry.events.length)).toEqual([2, 2, 2, 2, 2]);
    expect(entries.flatMap((entry) => entry.events)).toEqual(events);
    await log.close();
  });

  test('rejects the append when the server is gone: nothing was made durable', async ({ redis }) => {
    const client = connectRedis(redis.url, { purpose: 'request' });
    const log = createStreamsLog({ redis: client, newBlockingRedis: () => client, prefix: randomUUID() });
    await log.append('s', [event('s', '1')]);
    await client.quit();
    await expect(log.append('s', [event('s', '2')])).rejects.toThrow();
  });
});

/** A log of its own on the file's server; closing it ends its connection. */
function openLog(url: string, window?: Parameters<typeof createStreamsLog>[0]['window'], now?: () => number) {
  const redis = connectRedis(url, { purpose: 'request' });
  const log = createStreamsLog({
    redis,
    newBlockingRedis: () => connectRedis(url, { purpose: 'blocking' }),
    prefix: randomUUID(),
    ...(window && { window }),
    ...(now && { now }),
  });
  return {
    ...log,
    async close() {
      await log.close();
      redis.disconnect();
    },
  };
}

function storesOfOnePartition(partitions: number, count: number): readonly string[] {
  const found: string[] = [];
  while (found.length < count) {
    const candidate = randomUUID();
    if (partitionOf(candidate, partitions) === 0) found.push(candidate);
  }
  return found;
}

function event(storeId: string, id: string): AcceptedEvent {
  return {
    storeId,
    id,
    receivedAt: 0,
    occurredAt: '2026-01-01T00:00:00Z',
    type: 'product_viewed',
    who: { anonymousId: 'a' },
    productId: 'p',
  };
}
