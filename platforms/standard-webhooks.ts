import { createHmac } from 'node:crypto';
import { minuteMs } from '../domain/duration.ts';
import { isSameText } from './hmac.ts';
import type { Verified, WebhookRequest } from './platform.ts';

/** How far a signed time may lie from ours, both ways: what was signed earlier may be somebody's recording. */
export const replayWindowMs = 5 * minuteMs;
/** While secrets are rotated a message carries a few signatures; nobody sends more. */
const signaturesMax = 10;

/**
 * The Standard Webhooks scheme (`webhook-id`, `webhook-timestamp`, `webhook-signature`): every `v1,` signature is the
 * base64 HMAC-SHA256 of `id.timestamp.body` over the raw bytes.
 */
export function verifyStandardWebhook(
  { headers, body, receivedAt }: WebhookRequest,
  secrets: readonly string[],
): Verified {
  const [id, timestamp, signatures] = [
    headers['webhook-id'],
    headers['webhook-timestamp'],
    headers['webhook-signature'],
  ];
  if (!id || !signatures) return { ok: false, reason: 'signature_missing' };
  if (!timestamp) return { ok: false, reason: 'timestamp_missing' };
  if (!isWithinWindow(timestamp, receivedAt)) return { ok: false, reason: 'timestamp_outside_window' };
  const sent = signatures.split(' ', signaturesMax);
  let known = false;
  for (const secret of secrets) {
    const key = keyOf(secret);
    if (key.length === 0) continue;
    const expected = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
    for (const signature of sent) known = isSameText(signature, expected) || known;
  }
  return known ? { ok: true } : { ok: false, reason: 'signature_mismatch' };
}

/** `whsec_…` holds the key in base64; any other secret (a client secret) is the key as it is. */
function keyOf(secret: string): Buffer {
  const prefix = 'whsec_';
  return secret.startsWith(prefix) ? Buffer.from(secret.slice(prefix.length), 'base64') : Buffer.from(secret);
}

function isWithinWindow(timestamp: string, receivedAt: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1_000 - receivedAt) <= replayWindowMs;
}
