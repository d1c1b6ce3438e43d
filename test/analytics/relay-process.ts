/**
 * The relays of analytics in a process of their own, to be killed by a test: the embedded ClickHouse belongs to one process.
 * Tells each insert that is durable by one message, and whatever is then left to do goes on after a reply.
 */
import { randomUUID } from 'node:crypto';
import { migrateClickhouse } from '../../db/clickhouse/migrate.ts';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { openDatabase } from '../../db/postgres/tenancy.ts';
import { exportFacts } from '../../services/analytics/facts/export-facts.ts';
import { factSources } from '../../services/analytics/facts/fact-sources.ts';
import { openClickhouse } from '../../workers/stack/clickhouse.ts';
import { addressHasher } from '../address-hasher.ts';
import type { RelayProcessOptions, Told } from './start-relay-process.ts';

const { engineUrl, folder, rowsPerRoundMax }: RelayProcessOptions = JSON.parse(process.argv[2] ?? '');
const engine = connectPostgres(engineUrl, { maxConnections: 2, applicationName: 'relay-of-a-test' });
const database = openDatabase({ app: engine, engine, addressHasher });
const clickhouse = await openClickhouse(folder);
await migrateClickhouse(clickhouse);

const tell = (told: Told): void => void process.send?.(told);
const deps = {
  database,
  holder: randomUUID(),
  onLag: () => {},
  clickhouse: {
    async insert(options: Parameters<typeof clickhouse.insert>[0]) {
      const inserted = await clickhouse.insert(options);
      const reply = new Promise((resolve) => process.once('message', resolve));
      tell({ kind: 'inserted', table: options.table });
      await reply;
      return inserted;
    },
  },
};
for (const source of factSources) while ((await exportFacts(deps, source, rowsPerRoundMax)).more);
const counted = await clickhouse.query({
  query: `
    select 'orders' as table, count() as rows, uniqExact(id) as facts, toFloat64(sum(total_minor)) as amount from orders
    union all select 'decisions', count(), uniqExact(id), 0 from decisions
    settings final = 1, output_format_json_quote_64bit_integers = 0`,
  format: 'JSONEachRow',
});
tell({ kind: 'done', counts: await counted.json() });
await Promise.all([clickhouse.close(), engine.end()]);
process.disconnect();
