import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChaosOptions, readOptions, usage } from './chaos/options.ts';
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
const { breaches } = options.sends === undefined ? await chaos(options) : await sendsChaos(options, options.sends);
process.exitCode = breaches === 0 ? 0 : 1;

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

function writeSummary(file: string | undefined, summary: object): void {
  if (file) writeFileSync(file, `${JSON.stringify(summary, null, 2)}\n`);
}
