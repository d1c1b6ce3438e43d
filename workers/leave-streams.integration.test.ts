import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { withEngine } from '../db/postgres/tenancy.ts';
import { connectRedis } from '../db/redis/connect.ts';
import { partitionOf } from '../events/event-log.ts';
import { createStreamsLog } from '../events/streams.ts';
import { commitOffset, lockOffset } from '../services/journal/consumer-offsets.ts';
import { eventsOf } from '../test/event-factory.ts';
import { test } from '../test/system-of-record.ts';
import { leaveStreams } from './leave-streams.ts';

describe('leaving the log on streams', () => {
  test('is refused while accepted events wait there, and clears what was applied', async ({
    systemOfRecord,
    redis,
  }) => {
    const connection = connectRedis(redis.url, { purpose: 'request' });
    const streams = createStreamsLog({ redis: connection, newBlockingRedis: () => connection });
    await leaveStreams(systemOfRecord, streams);

    const storeId = randomUUID();
    const partition = partitionOf(storeId, streams.partitions);
    await streams.append(storeId, [eventsOf(storeId)('product_viewed', { productId: 'p' })]);
    await expect(leaveStreams(systemOfRecord, streams)).rejects.toThrow(`(partitions ${partition})`);

    const end = (await streams.end(partition)) ?? '';
    await moveTo('carts', end);
    await expect(leaveStreams(systemOfRecord, streams)).rejects.toThrow(`(partitions ${partition})`);
    await moveTo('analytics', end);
    await leaveStreams(systemOfRecord, streams);
    expect(await streams.end(partition)).toBeNull();

    async function moveTo(consumer: string, position: string): Promise<void> {
      const id = `${consumer}/${partition}`;
      await withEngine(systemOfRecord, async (tx) => {
        await lockOffset(tx, { id, expected: null });
        await commitOffset(tx, { id, position });
      });
    }
    connection.disconnect();
  });
});
