import { createHmac, hkdfSync } from 'node:crypto';
import { derivedByKey, installationKeys, type KeySource } from '../../../runtime/installation-keys.ts';
import { madeAt } from '../../shared/ids.ts';
import { hashKey } from '../api-keys/secret.ts';

const keyBytes = 32;
const keyPurpose = 'cart-recovery/password-resets/v1';

export interface ResetTokens {
  /** What stands in the link of a request, and what is kept of it. Each time the same: a mail that is sent again has one link. */
  of(requestId: string): { readonly token: string; readonly tokenHash: string };
}

/** 256 bits, derived from the request with a key of the installation, so that the token itself is kept nowhere. */
export function createResetTokens(source: KeySource): ResetTokens {
  const keys = installationKeys(source);
  const derive = derivedByKey((secret) => Buffer.from(hkdfSync('sha256', secret, '', keyPurpose, keyBytes)));
  return {
    of(requestId) {
      const at = madeAt(requestId);
      const key = (at === null ? null : keys.at(at)) ?? keys.current();
      const token = createHmac('sha256', derive(key)).update(requestId).digest('base64url');
      return { token, tokenHash: hashKey(token) };
    },
  };
}
