import { verifyStandardWebhook as verify } from '../runtime/standard-webhook.ts';
import type { Verified, WebhookRequest } from './platform.ts';

/** The Standard Webhooks scheme under its own header names: `webhook-id`, `webhook-timestamp`, `webhook-signature`. */
export function verifyStandardWebhook(
  { headers, body, receivedAt: receivedAtMs }: WebhookRequest,
  secrets: readonly string[],
): Verified {
  const [id, timestamp, signatures] = [
    headers['webhook-id'],
    headers['webhook-timestamp'],
    headers['webhook-signature'],
  ];
  return verify({ id, timestamp, signatures, body, receivedAtMs }, secrets);
}
