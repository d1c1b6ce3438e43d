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

const sealVersion = 'v1';
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
const keyPurpose = 'cart-recovery/secrets-at-rest/v1';

/** AES-256-GCM with a key derived (HKDF-SHA-256) from the installation's secret for this purpose alone. */
export function createSealer(installationSecret: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', installationSecret, '', keyPurpose, keyBytes));
  return {
    seal(text, place) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
      const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${sealVersion}.${Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64url')}`;
    },
    open(sealed, place) {
      const [version, text = ''] = sealed.split('.');
      const bytes = Buffer.from(text, 'base64url');
      if (version !== sealVersion || bytes.length < ivBytes + tagBytes) throw new SealError('this is no sealed text');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      try {
        return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
      } catch (cause) {
        throw new SealError('sealed text does not open: another secret, another place, or changed', { cause });
      }
    },
  };
}
