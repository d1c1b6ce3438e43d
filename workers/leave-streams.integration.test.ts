import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { withEngine } from '../db/postgres/tenancy.ts';
import { connectRedis } from '../db/redis/connect.ts';
import { partitionOf } from '../events/event-log.ts';
import { createStreamsLog } from '../events/streams.ts';
import { movePosition, takePosition } from '../services/journal/log-positions.ts';
import { eventsOf } from '../test/event-factory.ts';
import { test } from '../test/truth.ts';
import { leaveStreams } from './leave-streams.ts';

describe('leaving the log on streams', () => {
  test('is refused while accepted events wait there, and clears what was applied', async ({ truth, redis }) => {
    const connection = connectRedis(redis.url, { purpose: 'request' });
    const streams = createStreamsLog({ redis: connection, newBlockingRedis: () => connection });
    await leaveStreams(truth, streams);

    const storeId = randomUUID();
    const partition = partitionOf(storeId, streams.partitions);
    await streams.append(storeId, [eventsOf(storeId)('product_viewed', { productId: 'p' })]);
    await expect(leaveStreams(truth, streams)).rejects.toThrow(`(partitions ${partition})`);

    const end = (await streams.end(partition)) ?? '';
    await moveTo('carts', end);
    await expect(leaveStreams(truth, streams)).rejects.toThrow(`(partitions ${partition})`);
    await moveTo('analytics', end);
    await leaveStreams(truth, streams);
    expect(await streams.end(partition)).toBeNull();

    async function moveTo(consumer: string, position: string): Promise<void> {
      const id = `${consumer}/${partition}`;
      await withEngine(truth, async (tx) => {
        await takePosition(tx, { id, expected: null });
        await movePosition(tx, { id, position });
      });
    }
    connection.disconnect();
  });
});
