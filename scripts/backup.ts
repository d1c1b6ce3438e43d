import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgress } from '../runtime/progress.ts';
import { writeErasureLedger } from './backup/erasure-ledger.ts';
import { findStores } from './backup/find-stores.ts';
import { makeBackup } from './backup/make-backup.ts';
import { Refusal, runCommand } from './store/ask-engine.ts';
import { readInstallation } from './store/read-installation.ts';

const usage = `Copies the running installation into a folder, for npm run restore. Nobody waits for it.

  npm run backup -- --to FOLDER                  FOLDER must not exist; it is there once all of it is
  npm run backup -- --to FOLDER --with-secrets   with the generated secrets: keep such a folder as a secret
  npm run backup -- --erasures FILE              only who was erased and who refused, as often as you like: keep the newest

External servers are copied by their URLs; PostgreSQL by POSTGRES_ADMIN_URL. docs/backup.md has what is in it, and what is not.`;

async function main(): Promise<void> {
  process.umask(0o077);
  const { values } = parseArgs({
    options: {
      to: { type: 'string' },
      erasures: { type: 'string' },
      'with-secrets': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void process.stdout.write(`${usage}\n`);
  if (values.erasures) return writeLedger(resolve(values.erasures));
  if (!values.to) throw new Refusal('Name the folder: npm run backup -- --to FOLDER');
  const { config, secrets } = await readInstallation();
  const progress = createProgress(process.stderr);
  const withSecrets = values['with-secrets'] ?? false;
  const manifest = await makeBackup({ config, secrets, to: values.to, withSecrets, progress });
  for (const { what, why } of manifest.leftOut) process.stdout.write(`not in it: ${what} (${why})\n`);
  process.stdout.write(`${values.to} has everything up to ${manifest.asOf}.\n`);
}

async function writeLedger(file: string): Promise<void> {
  const { config, secrets } = await readInstallation();
  const { postgresUrl } = await findStores(config, secrets);
  const { erasures, refusals, asOf } = await writeErasureLedger(postgresUrl, file);
  process.stdout.write(`${file} has the ${erasures.length} erasures and ${refusals.length} refusals up to ${asOf}.\n`);
}

runCommand(main);
