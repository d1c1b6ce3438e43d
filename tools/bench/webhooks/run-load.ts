import type { LoadReport } from '../load/load-report.ts';
import { runGenerator } from '../load/run-generator.ts';
import type { WebhookLoad } from './load.ts';
import type { SteadyLoad, SteadyLoadReport } from './steady-load.ts';

/** Sends as fast as webhooks are taken. */
export function runWebhookLoad(load: WebhookLoad): Promise<LoadReport> {
  return runGenerator<LoadReport>(new URL('./load.ts', import.meta.url), load);
}

/** The same at an even rate. */
export function runSteadyLoad(load: SteadyLoad): Promise<SteadyLoadReport> {
  return runGenerator<SteadyLoadReport>(new URL('./steady-load.ts', import.meta.url), load);
}
