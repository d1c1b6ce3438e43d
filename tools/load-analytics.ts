import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { uuidPattern } from '../domain/ids.ts';
import { loadConfig } from '../runtime/config.ts';
import { countAllSlots } from '../services/analytics/slots/count-slots.ts';
import { openClickhouseAlone } from '../workers/stack/open-clickhouse-alone.ts';
import { StackError } from '../workers/stack/stack-error.ts';
import { loadFacts } from './analytics/load-facts.ts';

const usage = `Fills analytics with made-up events and facts of a store, to see its pages at a size.

  npm run analytics:load -- --store <id of the store> [--events 10000000] [--days 365]

With CLICKHOUSE_URL while the engine runs; on the embedded ClickHouse when it is stopped. PostgreSQL stays as it is, so the rows
behind a number lead to carts that do not exist.`;

const eventsMax = 1_000_000_000;
const daysMax = 3_650;
const campaignsMade = 5;

interface Options {
  readonly store: string;
  readonly events: number;
  readonly days: number;
}

function readOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      store: { type: 'string' },
      events: { type: 'string', default: '10000000' },
      days: { type: 'string', default: '365' },
      help: { type: 'boolean' },
    },
  });
  const [store, events, days] = [values.store ?? '', Number(values.events), Number(values.days)];
  const isValid =
    uuidPattern.test(store) && isWhole(events, eventsMax) && isWhole(days, daysMax) && values.help !== true;
  return isValid ? { store, events, days } : null;
}

function isWhole(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= max;
}

async function main({ store, events, days }: Options): Promise<void> {
  const clickhouse = await openClickhouseAlone(loadConfig(process.env));
  try {
    const campaigns = Array.from({ length: campaignsMade }, () => randomUUID());
    const counts = await loadFacts(clickhouse, { storeId: store, events, days, nowMs: Date.now(), campaigns });
    await countAllSlots(clickhouse);
    console.log(JSON.stringify({ events, ...counts }));
  } finally {
    await clickhouse.close();
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options) await main(options);
  else {
    console.log(usage);
    process.exitCode = process.argv.includes('--help') ? 0 : 2;
  }
} catch (error) {
  if (!(error instanceof StackError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
