/**
 * Child process: sends signed webhooks over HTTP as fast as they are taken, each a delivery of its own, and reports to its
 * parent. A process of its own, so that making, signing and sending them costs the measured process nothing.
 */
import autocannon from 'autocannon';
import { loadReportOf } from '../load/load-report.ts';
import { sampleWebhooks } from './sample-webhook.ts';

export interface WebhookLoad {
  /** Of the integration, with its path. */
  readonly address: string;
  readonly secret: string;
  readonly connections: number;
  readonly seconds: number;
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
      process.send?.(loadReportOf(result));
      process.disconnect();
    },
  );
});
