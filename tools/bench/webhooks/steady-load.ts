/**
 * Child process: sends signed webhooks one by one at even distances, whether or not those before were answered, and
 * reports to its parent. Autocannon would send what a second may hold at the second's beginning.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { sampleWebhooks } from './sample-webhook.ts';

export interface SteadyLoad {
  /** Of the integration, with its path. */
  readonly address: string;
  readonly secret: string;
  readonly perSecond: number;
  readonly seconds: number;
}

export interface SteadyLoadReport {
  readonly answered: number;
  readonly failed: number;
}

process.once('message', async ({ address, secret, perSecond, seconds }: SteadyLoad) => {
  const next = sampleWebhooks(secret, `${process.pid.toString(36)}-${Date.now().toString(36)}`);
  const since = performance.now();
  const answers: Promise<boolean>[] = [];
  for (let count = 0; count < perSecond * seconds; count++) {
    await delay(Math.max(0, since + (count * 1_000) / perSecond - performance.now()));
    answers.push(
      fetch(address, { method: 'POST', ...next() }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.ok;
        },
        () => false,
      ),
    );
  }
  const answered = (await Promise.all(answers)).filter(Boolean).length;
  const report: SteadyLoadReport = { answered, failed: answers.length - answered };
  process.send?.(report);
  process.disconnect();
});
