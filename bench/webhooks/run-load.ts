import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { WebhookLoad, WebhookLoadReport } from './load.ts';

/** Runs the load generator in a process of its own. Throws when a webhook was not answered with 200. */
export async function runWebhookLoad(load: WebhookLoad): Promise<WebhookLoadReport> {
  const report = await new Promise<WebhookLoadReport>((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'load.ts'));
    child.once('message', (message) => resolve(message as WebhookLoadReport));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the load generator ended with code ${code}`)));
    child.send(load);
  });
  if (report.failed > 0) throw new Error(`${report.failed} of the bench's webhooks were not answered with 200`);
  return report;
}
