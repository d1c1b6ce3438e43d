import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps secrets of others at rest: what is stored is of no use without the installation's own secret. */
export interface Sealer {
  /** `place` names where the text is kept (store, row, column): sealed text opens nowhere else. */
  seal(text: string, place: string): string;
  /** Throws `SealError` for text that was sealed with another secret, for another place, or changed since. */
  open(sealed: string, place: string): string;
}

export class SealError extends Error {
  override readonly name = 'SealError';
}

const VERSION = 'v1';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const PURPOSE = 'cart-recovery/secrets-at-rest/v1';

/** AES-256-GCM with a key derived (HKDF-SHA-256) from the installation's secret for this purpose alone. */
export function createSealer(installationSecret: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', installationSecret, '', PURPOSE, KEY_BYTES));
  return {
    seal(text, place) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
      const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64url')}`;
    },
    open(sealed, place) {
      const [version, text = ''] = sealed.split('.');
      const bytes = Buffer.from(text, 'base64url');
      if (version !== VERSION || bytes.length < IV_BYTES + TAG_BYTES) throw new SealError('this is no sealed text');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      try {
        return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch (cause) {
        throw new SealError('sealed text does not open: another secret, another place, or changed', { cause });
      }
    },
  };
}
