import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import { describe, expect } from 'vitest';
import { forStore } from '../../../db/clickhouse/for-store.ts';
import { migrateClickhouse } from '../../../db/clickhouse/migrate.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { connectRedis } from '../../../db/redis/connect.ts';
import { createStreamsLog } from '../../../events/streams.ts';
import { eventsOf } from '../../../test/event-factory.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { commitOffset, lockOffset } from '../../journal/consumer-offsets.ts';
import { readConsumerOffsets, trimPassed } from '../../pipeline/log-lag.ts';
import { analyticsConsumer, exportEvents } from '../export/export-events.ts';

const line = { productId: 'p', quantity: 2, unitPriceMinor: 500 };

const test = base
  .extend('analytics', { scope: 'file' }, async ({ clickhouse }): Promise<ClickHouseClient> => {
    await migrateClickhouse(clickhouse);
    return clickhouse;
  })
  .extend('eventLog', { scope: 'file' }, ({ redis }, { onCleanup }) => {
    const connection = connectRedis(redis.url, { purpose: 'request' });
    onCleanup(() => connection.disconnect());
    return createStreamsLog({ redis: connection, newBlockingRedis: () => connection, partitions: 2 });
  });

describe('analytics', () => {
  test('holds every accepted event once, even when a round is cut off before its position moved', async ({
    systemOfRecord: database,
    analytics: clickhouse,
    eventLog,
  }) => {
    const storeId = randomUUID();
    const event = eventsOf(storeId);
    await eventLog.append(storeId, [
      event('line_added', { cartId: 'c', line }),
      event('product_viewed', { productId: 'x' }),
    ]);
    const lost = {
      engine: Object.create(database.engine, {
        transaction: { value: failOnThirdCall(database.engine.transaction.bind(database.engine)) },
      }),
    };
    await expect(exportEvents({ database: lost, eventLog, clickhouse })).rejects.toThrow('cut off');
    expect(await exportEvents({ database, eventLog, clickhouse })).toBe(2);
    expect(await exportEvents({ database, eventLog, clickhouse })).toBe(0);
    expect(
      await forStore(clickhouse, storeId).query('select type, quantity, product_ids from events order by type'),
    ).toEqual([
      { type: 'line_added', quantity: 2, product_ids: ['p'] },
      { type: 'product_viewed', quantity: 1, product_ids: ['x'] },
    ]);
  });

  test('holds no address, and takes events of any date and with any text', async ({
    systemOfRecord: database,
    analytics: clickhouse,
    eventLog,
  }) => {
    const storeId = randomUUID();
    const event = eventsOf(storeId, { email: 'anna@shop.example', phone: '+4915112345678' });
    await eventLog.append(storeId, [
      { ...event('line_added', { cartId: 'c', line }), occurredAt: '0001-01-01T00:00:00Z' },
      event('product_viewed', { productId: 'half a pair: \ud800' }),
    ]);
    await exportEvents({ database, eventLog, clickhouse });
    const rows = await forStore(clickhouse, storeId).query('select * from events');
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/anna|4915112345678/);
  });

  test('shows a query one store, whatever the query asks for', async ({
    systemOfRecord: database,
    analytics: clickhouse,
    eventLog,
  }) => {
    const [one, other] = [randomUUID(), randomUUID()];
    for (const storeId of [one, other])
      await eventLog.append(storeId, [eventsOf(storeId)('product_viewed', { productId: 'x', id: 'same' })]);
    await exportEvents({ database, eventLog, clickhouse });
    const store = forStore(clickhouse, one);
    expect(await store.query(`select store_id from events where store_id = '${other}' or 1 = 1`)).toEqual([
      { store_id: one },
    ]);
    expect(
      await store.query('select b.store_id as store_id from events a join events b on a.event_id = b.event_id'),
    ).toEqual([{ store_id: one }]);
    expect(
      await store.query('select store_id from events union all select store_id from (select * from events)'),
    ).toEqual([{ store_id: one }, { store_id: one }]);
    expect(() => forStore(clickhouse, "' or 1 = 1")).toThrow();
  });
});

describe('the log', () => {
  test('keeps what one of its consumers still needs, and drops the rest', async ({
    systemOfRecord: database,
    analytics: clickhouse,
    eventLog,
  }) => {
    const storeId = randomUUID();
    const consumers = [analyticsConsumer, `other-${storeId}`];
    await eventLog.append(storeId, [eventsOf(storeId)('product_viewed', { productId: 'x' })]);
    await exportEvents({ database, eventLog, clickhouse });
    const left = async () =>
      (
        await Promise.all([0, 1].map((partition) => eventLog.read(partition, null, { eventsMax: 100, waitMs: 0 })))
      ).flat();
    await trimPassed(eventLog, await readConsumerOffsets(database, consumers, eventLog.partitions));
    expect(await left()).not.toEqual([]);
    for (const partition of [0, 1]) {
      const position = await eventLog.end(partition);
      const id = `other-${storeId}/${partition}`;
      await withEngine(database, async (tx) => {
        await lockOffset(tx, { id, expected: null });
        if (position !== null) await commitOffset(tx, { id, position });
      });
    }
    await trimPassed(eventLog, await readConsumerOffsets(database, consumers, eventLog.partitions));
    expect(await left()).toEqual([]);
  });
});

/** The first transaction of an export reads, the second moves the position. */
function failOnThirdCall<Work extends (...args: never[]) => unknown>(work: Work): Work {
  let calls = 0;
  return ((...args: Parameters<Work>) => {
    calls += 1;
    if (calls === 3) throw new Error('cut off');
    return work(...args);
  }) as Work;
}
