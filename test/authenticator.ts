import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** An authenticator in software: makes passkeys and signs with them, as the one behind a browser would. */
export interface Authenticator {
  /** What `navigator.credentials.create` gives for these options, on a page of this origin. */
  create(options: CreationOptions, origin: string): object & { readonly id: string };
  /** The same for `navigator.credentials.get`. */
  get(options: { readonly challenge: string; readonly rpId?: string }, origin: string, change?: Flags): object;
}

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id?: string };
}

interface Flags {
  /** Whether it asked for a finger, a face or a PIN. */
  readonly verified?: boolean;
  readonly counter?: number;
}

const flagBits = { present: 0x01, verified: 0x04, attested: 0x40 } as const;

export function createAuthenticator(): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  const id = credentialId.toString('base64url');
  const common = { id, rawId: id, type: 'public-key', clientExtensionResults: {} } as const;
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });

  const authData = (rpId: string, { verified = true, counter = 0 }: Flags, attested: Buffer): Buffer => {
    const flags = flagBits.present | (verified ? flagBits.verified : 0) | (attested.length > 0 ? flagBits.attested : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count, attested]);
  };

  return {
    create({ challenge, rp }, origin) {
      const cose = cborMap([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]);
      const length = Buffer.from([0, credentialId.length]);
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, cose]);
      const attestationObject = cborMap([
        ['fmt', 'none'],
        ['attStmt', new Map<string, never>()],
        ['authData', authData(rp.id ?? '', {}, attested)],
      ]);
      return {
        ...common,
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'),
          attestationObject: attestationObject.toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    get({ challenge, rpId = '' }, origin, flags = {}) {
      const data = clientData('webauthn.get', challenge, origin);
      const authenticatorData = authData(rpId, flags, Buffer.alloc(0));
      const signed = Buffer.concat([authenticatorData, createHash('sha256').update(data).digest()]);
      return {
        ...common,
        response: {
          clientDataJSON: data.toString('base64url'),
          authenticatorData: authenticatorData.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
        },
      };
    },
  };
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

type CborValue = number | string | Buffer | Map<string, never>;

/** As much of RFC 8949 as these structures need. */
function cborMap(entries: readonly (readonly [number | string, CborValue])[]): Buffer {
  return Buffer.concat([cborHead(5, entries.length), ...entries.flat().map(cbor)]);
}

function cbor(value: CborValue): Buffer {
  if (Buffer.isBuffer(value)) return Buffer.concat([cborHead(2, value.length), value]);
  if (typeof value === 'string') return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value !== 'number') return cborHead(5, 0);
  return value >= 0 ? cborHead(0, value) : cborHead(1, -1 - value);
}

function cborHead(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  return length < 256
    ? Buffer.from([(major << 5) | 24, length])
    : Buffer.from([(major << 5) | 25, length >> 8, length & 0xff]);
}
