import { verifyStandardWebhook } from '../../runtime/standard-webhook.ts';
import type { CallbackRequest, ReceivedMail } from '../provider-callback.ts';

/** A mail of RFC 5322 as a body, signed by the scheme of Standard Webhooks: for mail servers of one's own and vendors without a file here. */
export function signedMail(
  { headers, body, receivedAtMs }: CallbackRequest,
  secret: string | undefined,
): ReceivedMail | undefined {
  if (secret === undefined) return undefined;
  const message = {
    ...{ id: headers['webhook-id'], timestamp: headers['webhook-timestamp'], signatures: headers['webhook-signature'] },
    ...{ body, receivedAtMs },
  };
  return verifyStandardWebhook(message, [secret]).ok ? { raw: body, recipients: [] } : undefined;
}
