import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Load, LoadReport } from './load.ts';

/** Runs the load generator in a process of its own. */
export function runLoad(load: Load): Promise<LoadReport> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'load.ts'));
    child.once('message', (report) => resolve(report as LoadReport));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the load generator ended with code ${code}`)));
    child.send(load);
  });
}
