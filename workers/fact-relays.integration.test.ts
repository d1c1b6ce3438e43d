import type { ClickHouseClient } from '@clickhouse/client';
import { pino } from 'pino';
import { expect, vi } from 'vitest';
import { forStore } from '../db/clickhouse/for-store.ts';
import { migrateClickhouse } from '../db/clickhouse/migrate.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { test } from '../test/system-of-record.ts';
import { startFactRelays } from './fact-relays.ts';

/** Refuses the first inserts, as a server that is away. */
function awayFor(client: ClickHouseClient, inserts: number): ClickHouseClient {
  let left = inserts;
  return new Proxy(client, {
    get(target, name) {
      if (name === 'insert' && left-- > 0) return () => Promise.reject(new Error('analytics is away'));
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

test('the relays of facts go on after analytics was away, in several processes, with a metric for each table', async ({
  systemOfRecord: database,
  clickhouse,
  newShop,
}) => {
  await migrateClickhouse(clickhouse);
  const shop = await newShop();
  await shop.recovery(await shop.cart({ customerId: await shop.customer() }));
  await shop.order();
  const metrics = createMetrics({ role: 'test' });
  const log = pino({ level: 'silent' });
  const start = () => startFactRelays({ database, clickhouse: awayFor(clickhouse, 2), log, metrics });
  const relays = [start(), start()];
  const store = forStore(clickhouse, shop.storeId);
  await vi.waitFor(
    async () => {
      const rows = await store.query('select id from orders union all select id from recoveries');
      expect(rows).toHaveLength(2);
    },
    { timeout: 60_000 },
  );
  await Promise.all(relays.map((relay) => relay.stop()));

  const { body } = await metrics.render();
  for (const table of ['orders', 'recoveries'])
    expect(body).toContain(`analytics_rows_exported_total{table="${table}",role="test"} 1`);
  expect(body).toContain('analytics_lag_seconds{table="messages",role="test"} 0');
});
