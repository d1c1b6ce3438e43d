/**
 * `npm run verify [-- name…] [--json FILE]`: every check that needs no store, some at a time, as a table; the output of
 * those that failed comes first. Names are beginnings of the names in the table.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { mapBounded } from '../../runtime/map-bounded.ts';
import { codeFolders, gatesFor } from './gates.ts';
import { runGate } from './run-gate.ts';

const rootFolder = resolve(import.meta.dirname, '../..');
const { values, positionals: wanted } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
mkdirSync(resolve(rootFolder, '.cache/verify'), { recursive: true });
const gates = gatesFor(codeFolders.filter((folder) => existsSync(resolve(rootFolder, folder)))).filter(
  ({ name }) => wanted.length === 0 || wanted.some((beginning) => name.startsWith(beginning)),
);

const concurrencyMax = Math.max(2, Math.min(4, availableParallelism()));
const results = await mapBounded(gates, { concurrencyMax }, (gate) => runGate(gate, rootFolder));
const failed = results.filter(({ ok }) => !ok);
for (const { gate, output } of failed) console.error(`── ${gate.name}\n${output}\n→ ${gate.remedy}\n`);
const width = Math.max(...gates.map(({ name }) => name.length));
for (const { gate, ok, durationMs } of results) {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${gate.name.padEnd(width)} ${(durationMs / 1_000).toFixed(1).padStart(5)} s`);
}
const passed = results.length - failed.length;
if (values.json) writeFileSync(values.json, JSON.stringify({ passed, failed: failed.length }));
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 && results.length > 0 ? 0 : 1;
