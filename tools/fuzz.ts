/** `npm run fuzz`: the API under thousands of broken requests; `tools/fuzz/options.ts` says what can be chosen. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FuzzOptions, readOptions, usage } from './fuzz/options.ts';
import { runFuzz } from './fuzz/run-fuzz.ts';
import { runSchemathesis } from './fuzz/run-schemathesis.ts';
import { runSqlmap } from './fuzz/run-sqlmap.ts';

if (process.argv.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
let options: FuzzOptions;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exit(2);
}
const dataDir = mkdtempSync(join(tmpdir(), 'cart-fuzz-'));
if (options.schemathesis) {
  const passed = await runSchemathesis({
    dataDir,
    requests: options.requests,
    seed: options.seed,
    callers: options.callers,
  });
  if (passed) rmSync(dataDir, { recursive: true, force: true });
  process.exit(passed ? 0 : 1);
}
if (options.sqlmap) {
  const { requests, seed, only } = options;
  const passed = await runSqlmap({ dataDir, requests, seed, only });
  if (passed) rmSync(dataDir, { recursive: true, force: true });
  process.exit(passed ? 0 : 1);
}
const summary = await runFuzz({ ...options, dataDir, print: (line) => console.log(line) });
if (options.json) writeFileSync(options.json, `${JSON.stringify(summary, null, 2)}\n`);
if (summary.breaches.length === 0) rmSync(dataDir, { recursive: true, force: true });
else console.log(`The log of the product is ${join(dataDir, 'product.log')}.`);
process.exitCode = summary.breaches.length === 0 ? 0 : 1;
