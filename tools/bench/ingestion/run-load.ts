import type { LoadReport } from '../load/load-report.ts';
import { runGenerator } from '../load/run-generator.ts';
import type { Load } from './load.ts';

/** Sends events as fast as they are taken. */
export function runLoad(load: Load): Promise<LoadReport> {
  return runGenerator<LoadReport>(new URL('./load.ts', import.meta.url), load);
}
