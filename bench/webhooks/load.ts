/**
 * Child process: sends signed webhooks over HTTP as fast as they are taken, each a delivery of its own, and reports to its parent. A process of its
 * own, so that making, signing and sending them costs the measured process nothing.
 */
import autocannon from 'autocannon';
import { sampleWebhooks } from './sample-webhook.ts';

export interface WebhookLoad {
  /** Of the integration, with its path. */
  readonly address: string;
  readonly secret: string;
  readonly connections: number;
  readonly seconds: number;
}

export interface WebhookLoadReport {
  readonly requestsPerSecond: number;
  readonly answered: number;
  readonly failed: number;
  readonly p50Ms: number;
  readonly p97Ms: number;
  readonly p99Ms: number;
}

process.once('message', ({ address, secret, connections, seconds }: WebhookLoad) => {
  const next = sampleWebhooks(secret, `${process.pid.toString(36)}-${Date.now().toString(36)}`);
  const { origin, pathname } = new URL(address);
  autocannon(
    {
      url: origin,
      connections,
      duration: seconds,
      requests: [{ method: 'POST', path: pathname, setupRequest: (request) => ({ ...request, ...next() }) }],
    },
    (error, result) => {
      if (error) throw error;
      const report: WebhookLoadReport = {
        requestsPerSecond: result['2xx'] / result.duration,
        answered: result['2xx'],
        failed: result.non2xx + result.errors,
        p50Ms: result.latency.p50,
        p97Ms: result.latency.p97_5,
        p99Ms: result.latency.p99,
      };
      process.send?.(report);
      process.disconnect();
    },
  );
});
