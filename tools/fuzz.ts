/** `npm run fuzz`: the API under thousands of broken requests; `tools/fuzz/options.ts` says what can be chosen. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertNever } from '../domain/assert-never.ts';
import { type FuzzOptions, type FuzzTool, readOptions, usage } from './fuzz/options.ts';
import { runFuzz } from './fuzz/run-fuzz.ts';
import { runSchemathesis } from './fuzz/run-schemathesis.ts';
import { runSqlmap } from './fuzz/run-sqlmap.ts';
import { runWapiti } from './fuzz/run-wapiti.ts';

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
if (options.tool) {
  const passed = await runTool(options.tool, options);
  if (passed) rmSync(dataDir, { recursive: true, force: true });
  process.exit(passed ? 0 : 1);
}
const summary = await runFuzz({ ...options, dataDir, print: (line) => console.log(line) });
if (options.json) writeFileSync(options.json, `${JSON.stringify(summary, null, 2)}\n`);
if (summary.breaches.length === 0) rmSync(dataDir, { recursive: true, force: true });
else console.log(`The log of the product is ${join(dataDir, 'product.log')}.`);
process.exitCode = summary.breaches.length === 0 ? 0 : 1;

function runTool(tool: FuzzTool, { requests, seed, only, callers, minutes }: FuzzOptions): Promise<boolean> {
  switch (tool) {
    case 'schemathesis':
      return runSchemathesis({ dataDir, requests, seed, callers });
    case 'sqlmap':
      return runSqlmap({ dataDir, requests, seed, only, callers });
    case 'wapiti':
      return runWapiti({ dataDir, minutes, callers });
    default:
      return assertNever(tool);
  }
}
