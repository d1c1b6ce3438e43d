import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { type KeyRing, signingKey } from '../key-ring.ts';
import type { SecretProvider, StoredSecret } from './secret-source.ts';

/** What may be told of one secret: never what it is. */
export interface SecretState {
  /** Of its setting. */
  readonly name: string;
  readonly provider: SecretProvider;
  /** Tells two of them apart. */
  readonly keyId: string;
  /** Epoch milliseconds; null: its provider does not tell. */
  readonly changedMs: number | null;
  /** When it ends by itself; null: it does not. */
  readonly endsMs: number | null;
  /** Keys that are kept beside the one of now: one that signs soon, and those of before. */
  readonly otherKeys: number;
  /** `command`: `npm run secrets:rotate` turns it. `owner`: whoever put it there. `lease`: it is taken anew before it ends. */
  readonly turnedBy: 'command' | 'owner' | 'lease';
  /** It was changed, and this process goes on with the one of before until it is started again. */
  readonly awaitsRestart: boolean;
}

export interface DescribedSecret {
  readonly name: string;
  readonly secret: StoredSecret;
  readonly ring: KeyRing | undefined;
  /** Of the login that is used with it. */
  readonly lease: { readonly takenMs: number; readonly endsMs: number } | undefined;
  readonly canTurn: boolean;
  readonly awaitsRestart: boolean;
  readonly nowMs: number;
}

export async function describeSecret({ name, secret, ring, nowMs, ...known }: DescribedSecret): Promise<SecretState> {
  const signing = ring && (signingKey(ring, nowMs) ?? ring[0]);
  return {
    ...{ name, awaitsRestart: known.awaitsRestart, endsMs: known.lease?.endsMs ?? null },
    provider: known.lease ? 'vault' : secret.provider,
    keyId: signing?.id ?? (await fingerprint(name, secret.text)),
    changedMs: known.lease?.takenMs ?? (signing && signing.fromMs > 0 ? signing.fromMs : secret.changedMs),
    otherKeys: ring ? ring.length - 1 : 0,
    turnedBy: known.lease ? 'lease' : known.canTurn ? 'command' : 'owner',
  };
}

const fingerprintBytes = 4;
const fingerprints = new Map<string, Promise<string>>();
const fingerprintsMax = 200;

/**
 * Passwords that people chose are among them, and a fast hash of such a one could be tried out: this one takes a moment, once for
 * each text.
 */
function fingerprint(name: string, text: string): Promise<string> {
  const known = fingerprints.get(`${name}=${text}`);
  if (known !== undefined) return known;
  const made = promisify<string, string, number, Buffer>(scrypt)(text, `cart-recovery/${name}`, fingerprintBytes).then(
    (bytes) => bytes.toString('hex'),
  );
  if (fingerprints.size >= fingerprintsMax) fingerprints.clear();
  fingerprints.set(`${name}=${text}`, made);
  return made;
}
