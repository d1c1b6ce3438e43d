import { loadConfig } from '../runtime/config.ts';
import { recountSlots } from '../services/analytics/slots/count-slots.ts';
import { openClickhouseAlone } from '../workers/stack/open-clickhouse-alone.ts';
import { StackError } from '../workers/stack/stack-error.ts';

const usage = `Counts the sums of analytics anew, from the facts. Numbers stay right meanwhile and only take longer.

  npm run analytics:recount

With CLICKHOUSE_URL while the engine runs; on the embedded ClickHouse when it is stopped, because only one process opens it.`;

async function main(): Promise<void> {
  const clickhouse = await openClickhouseAlone(loadConfig(process.env));
  try {
    console.log(`Counted ${await recountSlots(clickhouse)} days anew.`);
  } finally {
    await clickhouse.close();
  }
}

try {
  if (process.argv.includes('--help')) console.log(usage);
  else await main();
} catch (error) {
  if (!(error instanceof StackError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
