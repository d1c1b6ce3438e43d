import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, isEmbedded, loadConfig, publicUrl } from '../runtime/config.ts';
import { createProgress } from '../runtime/progress.ts';
import type { Secrets } from '../runtime/secrets/live-secrets.ts';
import { claimFolder } from '../workers/stack/claim-folder.ts';
import { isHalfRestored, markHalfRestored, markRestored } from '../workers/stack/half-restored.ts';
import { stopLeftovers } from '../workers/stack/stop-process.ts';
import { type ErasureLedger, readErasureLedger } from './backup/erasure-ledger.ts';
import { parts } from './backup/make-backup.ts';
import { checkFiles, type Manifest, readManifest } from './backup/manifest.ts';
import { checkVersions } from './restore/check-versions.ts';
import { release } from './restore/release.ts';
import type { Repeated } from './restore/repeat-erasures.ts';
import { setUp } from './restore/set-up.ts';
import { askEngine, Refusal, runCommand } from './store/ask-engine.ts';
import { ourFolders } from './store/our-folders.ts';
import { readInstallation } from './store/read-installation.ts';

const usage = `Sets an installation up from a backup, in an empty data folder. Nothing is sent until you release it.

  npm run restore -- --from FOLDER    into DATA_DIR, whose engine does not run; then npm start
  npm run restore -- --from FOLDER --erasures FILE
                                      with the ledger of erasures that was written last; else the newest beside FOLDER
  npm run restore -- --release        lets the sends go, once the running engine has applied everything

docs/backup.md says what is sent after that, and what is not.`;

/** A folder may have these before it is filled: secrets are put there by whoever kept them. */
const mayBeThere: ReadonlySet<string> = new Set(['secrets.json', 'run', 'logs']);

async function main(): Promise<void> {
  process.umask(0o077);
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      erasures: { type: 'string' },
      release: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void process.stdout.write(`${usage}\n`);
  if (values.release) return releaseSends();
  if (!values.from) throw new Refusal('Name the backup: npm run restore -- --from FOLDER');
  await restore(resolve(values.from), values.erasures);
}

async function restore(from: string, ledgerFile: string | undefined): Promise<void> {
  const config = loadConfig(process.env);
  const progress = createProgress(process.stderr);
  if (!isEmbedded(config) || config.kafkaBrokers)
    throw new Refusal(
      'A restore fills embedded servers: unset POSTGRES_URL, REDIS_URL, CLICKHOUSE_URL, TEMPORAL_ADDRESS and KAFKA_BROKERS.',
    );
  const manifest = readManifest(from);
  const checked = progress.step('backup');
  await checkFiles(from, manifest);
  checkVersions(manifest, config);
  const ledger = readErasureLedger(from, ledgerFile);
  checked(`of ${manifest.asOf} (${manifest.files.length} files)`);

  const giveBack = claimFolder(config.dataDir);
  try {
    await stopLeftovers(config.dataDir);
    makeRoom(config.dataDir);
    const secrets = await secretsFor({ config, from, manifest, ledger });
    markHalfRestored(config.dataDir);
    const [password = ''] = secrets.postgresPasswords();
    const repeated = await setUp({ config, from, manifest, password, secrets, ledger, progress });
    process.stdout.write(`${saidOfErasures(ledger, repeated)}\n`);
    markRestored(config.dataDir);
  } finally {
    giveBack();
  }
  process.stdout.write(
    `${config.dataDir} is as it was at ${manifest.asOf}. Start it with npm start: it takes in and applies everything, and sends nothing until npm run restore -- --release.\n`,
  );
}

function saidOfErasures(ledger: ErasureLedger | null, { erasures, refusals }: Repeated): string {
  if (ledger === null)
    return 'No ledger of erasures was found beside the backup: who was erased or refused since the backup is not known (docs/backup.md).';
  return `From the ledger of ${ledger.asOf}: ${erasures} erasures and ${refusals} refusals that the backup did not know. Who was erased is erased again once it is started.`;
}

/** What an earlier restore began is begun anew; what an engine has kept there is nobody's to overwrite. */
function makeRoom(dataDir: string): void {
  const kept = ourFolders.filter((name) => !mayBeThere.has(name) && existsSync(join(dataDir, name)));
  if (kept.length === 0) return;
  if (!isHalfRestored(dataDir))
    throw new Refusal(
      `${dataDir} is not empty (${kept.join(', ')}): set DATA_DIR to another folder, or empty it by npm run reset.`,
    );
  for (const name of kept) if (name !== 'restoring') rmSync(join(dataDir, name), { recursive: true, force: true });
}

/** The keys that opened what is sealed in the backup have to be those of here. */
async function secretsFor({
  config,
  from,
  manifest,
  ledger,
}: {
  readonly config: Config;
  readonly from: string;
  readonly manifest: Manifest;
  readonly ledger: ErasureLedger | null;
}): Promise<Secrets> {
  const file = join(config.dataDir, 'secrets.json');
  const wasThere = existsSync(file);
  if (!wasThere && manifest.withSecrets) copyFileSync(join(from, parts.secrets), file);
  const { secrets } = await readInstallation();
  const known = new Set(secrets.keys.all().map(({ id }) => id));
  const ofLedger = ledger?.erasures.flatMap(({ tombstones }) => tombstones.map(({ keyId }) => keyId)) ?? [];
  const missing = [...new Set([...manifest.keys, ...ofLedger])].filter((id) => !known.has(id));
  if (missing.length === 0) return secrets;
  if (!wasThere) rmSync(file, { force: true });
  throw new Refusal(
    `What is sealed in the backup opens with the key ${missing.join(', ')}, which is not here: set LINK_SECRET as it was, or put the secrets.json of the old data folder into ${config.dataDir}.`,
  );
}

async function releaseSends(): Promise<void> {
  const { config, adminKey } = await readInstallation();
  await release(askEngine(publicUrl(config), { adminKey }));
  process.stdout.write('Released: what is due goes out. What may have gone out before the loss does not.\n');
}

runCommand(main);
