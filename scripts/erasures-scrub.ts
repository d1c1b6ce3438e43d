import { parseArgs } from 'node:util';
import { connectRedis } from '../db/redis/connect.ts';
import { createProgress } from '../runtime/progress.ts';
import { findStores } from './backup/find-stores.ts';
import { scrubLog } from './scrub/scrub-log.ts';
import { scrubPostgres } from './scrub/scrub-postgres.ts';
import { runCommand } from './store/ask-engine.ts';
import { readInstallation } from './store/read-installation.ts';

const usage = `Writes anew what the running installation keeps on disk, so that nothing that was deleted is left in its files.

  npm run erasures:scrub     tables are locked one after the other: at night

docs/erasure.md says what it reaches, and when the rest is over.`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help) return void process.stdout.write(`${usage}\n`);
  const { config, secrets } = await readInstallation();
  const { postgresUrl, logUrl } = await findStores(config, secrets);
  const progress = createProgress(process.stderr);
  const tables = progress.step('PostgreSQL');
  await scrubPostgres(postgresUrl);
  tables();
  if (logUrl !== null) {
    const log = progress.step('event log');
    const redis = connectRedis(logUrl, { purpose: 'request' });
    await scrubLog(redis).finally(() => redis.disconnect());
    log();
  }
  process.stdout.write('What was deleted before is in no file of PostgreSQL and of the event log any more.\n');
}

runCommand(main);
