import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { WebhookLoad, WebhookLoadReport } from './load.ts';
import type { SteadyLoad, SteadyLoadReport } from './steady-load.ts';

/** Sends as fast as webhooks are taken. Throws when one was not answered with 200. */
export function runWebhookLoad(load: WebhookLoad): Promise<WebhookLoadReport> {
  return runChild<WebhookLoadReport>('load.ts', load);
}

/** The same at an even rate. */
export function runSteadyLoad(load: SteadyLoad): Promise<SteadyLoadReport> {
  return runChild<SteadyLoadReport>('steady-load.ts', load);
}

async function runChild<R extends { readonly failed: number }>(file: string, load: object): Promise<R> {
  const report = await new Promise<R>((resolve, reject) => {
    const child = fork(join(import.meta.dirname, file));
    child.once('message', (message) => resolve(message as R));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the load generator ended with code ${code}`)));
    child.send(load);
  });
  if (report.failed > 0) throw new Error(`${report.failed} of the bench's webhooks were not answered with 200`);
  return report;
}
