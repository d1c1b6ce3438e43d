import { createHmac } from 'node:crypto';
import { isSameText } from './same-text.ts';

/** A message of the Standard Webhooks scheme, whatever its headers are called. */
export interface StandardWebhook {
  readonly id: string | undefined;
  /** Seconds since 1970, as it stands in the header. */
  readonly timestamp: string | undefined;
  /** Separated by spaces: while secrets are rotated a message carries several. */
  readonly signatures: string | undefined;
  readonly body: Uint8Array;
  readonly receivedAtMs: number;
}

export type StandardWebhookVerdict =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: 'signature_missing' | 'signature_mismatch' | 'timestamp_missing' | 'timestamp_outside_window';
    };

/** How far a signed time may lie from ours, both ways: a request signed earlier may be a recording. */
export const replayWindowMs = 300_000;
/** Most signatures that are compared. */
const signaturesMax = 10;

/** Every `v1,` signature is the base64 HMAC-SHA256 of `id.timestamp.body` over the raw bytes; each secret is tried. */
export function verifyStandardWebhook(
  { id, timestamp, signatures, body, receivedAtMs }: StandardWebhook,
  secrets: readonly string[],
): StandardWebhookVerdict {
  if (!id || !signatures) return { ok: false, reason: 'signature_missing' };
  if (!timestamp) return { ok: false, reason: 'timestamp_missing' };
  if (!isWithinWindow(timestamp, receivedAtMs)) return { ok: false, reason: 'timestamp_outside_window' };
  const sent = signatures.split(' ', signaturesMax);
  let known = false;
  for (const secret of secrets) {
    const key = keyOf(secret);
    if (key.length === 0) continue;
    const expected = signatureOf({ id, timestamp, body }, key);
    for (const signature of sent) known = isSameText(signature, expected) || known;
  }
  return known ? { ok: true } : { ok: false, reason: 'signature_mismatch' };
}

/** The header `webhook-signature` of a message of our own. */
export function signStandardWebhook(message: SignedPart, secret: string): string {
  return signatureOf(message, keyOf(secret));
}

interface SignedPart {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  readonly body: Uint8Array;
}

function signatureOf({ id, timestamp, body }: SignedPart, key: Buffer): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
}

/** `whsec_…` holds the key in base64; any other secret (a client secret) is the key as it is. */
function keyOf(secret: string): Buffer {
  const prefix = 'whsec_';
  return secret.startsWith(prefix) ? Buffer.from(secret.slice(prefix.length), 'base64') : Buffer.from(secret);
}

function isWithinWindow(timestamp: string, receivedAtMs: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1_000 - receivedAtMs) <= replayWindowMs;
}
