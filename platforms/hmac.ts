import { createHmac } from 'node:crypto';
import { isSameText } from '../runtime/same-text.ts';
import type { Verified } from './platform.ts';

export interface SignedBytes {
  readonly body: Uint8Array;
  /** As it stands in the header. */
  readonly signature: string | undefined;
  readonly algorithm: 'sha1' | 'sha256';
  readonly encoding: 'base64' | 'hex';
}

/**
 * Whether a signature is the HMAC of exactly these bytes under one of the secrets. Compared as text and not decoded:
 * two ways of writing the same bytes are two signatures, and only one of them was sent.
 */
export function verifyHmac(
  { body, signature, algorithm, encoding }: SignedBytes,
  secrets: readonly (string | Uint8Array)[],
): Verified {
  if (!signature) return { ok: false, reason: 'signature_missing' };
  let known = false;
  // Every secret is tried, whichever fits: how long it takes says nothing.
  for (const secret of secrets) {
    if (secret.length === 0) continue;
    const expected = createHmac(algorithm, secret).update(body).digest(encoding);
    known = isSameText(signature, expected) || known;
  }
  return known ? { ok: true } : { ok: false, reason: 'signature_mismatch' };
}
