import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions, usage } from './chaos/options.ts';
import { runChaos } from './chaos/run-chaos.ts';

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
const dataDir = mkdtempSync(join(tmpdir(), 'cart-chaos-'));
const summary = await runChaos({ ...options, dataDir, print: (line) => console.log(line) });
if (options.json) writeFileSync(options.json, `${JSON.stringify(summary, null, 2)}\n`);
if (options.keep) console.log(`The data folder is ${dataDir}.`);
else rmSync(dataDir, { recursive: true, force: true });
process.exitCode = summary.breaches === 0 ? 0 : 1;
