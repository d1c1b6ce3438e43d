import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChaosOptions, readOptions, usage } from './chaos/options.ts';
import { runRestore } from './chaos/restore/run-restore.ts';
import { runChaos } from './chaos/run-chaos.ts';
import { runSends } from './chaos/sends/run-sends.ts';

if (process.argv.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
let options: ReturnType<typeof readOptions>;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exit(2);
}
const print = (line: string) => console.log(line);
const { breaches } = await chosen(options);
process.exitCode = breaches === 0 ? 0 : 1;

function chosen(given: ChaosOptions): Promise<{ readonly breaches: number }> {
  if (given.restore) return restoreChaos(given);
  return given.sends === undefined ? chaos(given) : sendsChaos(given, given.sends);
}

async function chaos({ json, keep, ...given }: ChaosOptions) {
  const dataDir = mkdtempSync(join(tmpdir(), 'cart-chaos-'));
  const summary = await runChaos({ ...given, json, keep, dataDir, print });
  writeSummary(json, summary);
  if (keep) print(`The data folder is ${dataDir}.`);
  else rmSync(dataDir, { recursive: true, force: true });
  return summary;
}

async function sendsChaos({ json, seed }: ChaosOptions, sends: number) {
  const summary = await runSends({ sends, seed, print });
  writeSummary(json, summary);
  return summary;
}

async function restoreChaos({ json, keep }: ChaosOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'cart-restore-'));
  const summary = await runRestore({ folder, print });
  writeSummary(json, summary);
  if (keep) print(`The data folder is ${join(folder, 'found')}.`);
  else rmSync(folder, { recursive: true, force: true });
  return summary;
}

function writeSummary(file: string | undefined, summary: object): void {
  if (file) writeFileSync(file, `${JSON.stringify(summary, null, 2)}\n`);
}
