import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { derivedByKey, installationKeys, type KeySource } from './installation-keys.ts';
import type { RingKey } from './key-ring.ts';

/** Keeps secrets of others at rest: what is stored is of no use without the installation's own keys. */
export interface Sealer {
  /** `place` names where the text is kept (store, row, column): sealed text opens nowhere else. */
  seal(text: string, place: string): string;
  /** Throws `SealError` for text that was sealed with a key that is not kept, for another place, or changed since. */
  open(sealed: string, place: string): string;
  /** The same text sealed with the key of now; null: it is already. Throws as `open`. */
  reseal(sealed: string, place: string): string | null;
}

export class SealError extends Error {
  override readonly name = 'SealError';
}

/** `v2.<id of the key>.<bytes>`; `v1.<bytes>` is of before keys turned, and any of them may have sealed it. */
const sealVersion = 'v2';
const sealVersionWithoutKey = 'v1';
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
const keyPurpose = 'cart-recovery/secrets-at-rest/v1';

/** AES-256-GCM with a key derived (HKDF-SHA-256) from the installation's key of now for this purpose alone. */
export function createSealer(source: KeySource): Sealer {
  const keys = installationKeys(source);
  const derive = derivedByKey((secret) => Buffer.from(hkdfSync('sha256', secret, '', keyPurpose, keyBytes)));

  function seal(text: string, place: string): string {
    const key = keys.current();
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', derive(key), iv).setAAD(Buffer.from(place));
    const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `${sealVersion}.${key.id}.${Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64url')}`;
  }

  function open(sealed: string, place: string): string {
    const { keyId, bytes } = readSealed(sealed);
    const candidates = keys.all().filter(({ id }) => keyId === null || id === keyId);
    if (candidates.length === 0) throw new SealError(`sealed with key ${keyId}, which is not kept any more`);
    let cause: unknown;
    for (const key of candidates) {
      try {
        return decipher(bytes, derive(key), place);
      } catch (error) {
        cause = error;
      }
    }
    throw new SealError('sealed text does not open: another secret, another place, or changed', { cause });
  }

  return {
    seal,
    open,
    reseal: (sealed, place) => (sealedWith(sealed) === keys.current().id ? null : seal(open(sealed, place), place)),
  };
}

/** The id of the key that sealed it; null: it is of before keys had ids. Throws `SealError` for what is no sealed text. */
export function sealedWith(sealed: string): RingKey['id'] | null {
  return readSealed(sealed).keyId;
}

function readSealed(sealed: string): { readonly keyId: string | null; readonly bytes: Buffer } {
  const [version, ...parts] = sealed.split('.');
  const isOld = version === sealVersionWithoutKey;
  const bytes = Buffer.from((isOld ? parts[0] : parts[1]) ?? '', 'base64url');
  if (!(isOld || version === sealVersion) || bytes.length < ivBytes + tagBytes)
    throw new SealError('this is no sealed text');
  return { keyId: isOld ? null : (parts[0] ?? null), bytes };
}

function decipher(bytes: Buffer, key: Buffer, place: string): string {
  const opening = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return opening.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + opening.final('utf8');
}
