/**
 * `npm run bench [-- name…] [--json FILE]`: runs the named benches (all by default), one after another and each in a process
 * of its own, and prints what we reach beside what the machine allows. No figure is a pass or a fail.
 */
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchResult } from './bench-result.ts';
import { benches } from './benches.ts';
import { describeMachine } from './machine.ts';
import { resultsTable } from './table.ts';

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`Unknown bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

const machine = describeMachine();
console.log(
  `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGib} GiB, ${machine.system}, Node ${machine.node}, load ${machine.load}\n`,
);
const runs: Record<string, { readonly durationMs: number; readonly results: readonly BenchResult[] }> = {};
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  console.log(`${name} …`);
  const startedAt = performance.now();
  const results = await runInChild(name);
  runs[name] = { durationMs: Math.round(performance.now() - startedAt), results };
  console.log(`${resultsTable(results)}\n`);
}
if (values.json) {
  writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), machine, runs }, null, 2)}\n`);
  console.log(`Written to ${values.json}`);
}

/** Resolves to the results, or to none and a failing exit code: the other benches still run. */
function runInChild(name: string): Promise<readonly BenchResult[]> {
  return new Promise((resolve) => {
    const child = fork(join(import.meta.dirname, 'run-one.ts'), [name]);
    let results: readonly BenchResult[] = [];
    child.once('message', (message) => {
      results = message as readonly BenchResult[];
    });
    child.once('close', (code) => {
      if (code !== 0 || results.length === 0) {
        console.error(`${name} failed with exit code ${code}`);
        process.exitCode = 1;
      }
      resolve(results);
    });
  });
}
