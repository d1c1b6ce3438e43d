import { createDecipheriv, createECDH, createHmac, createPublicKey, type ECDH, verify } from 'node:crypto';

/** A browser as a push service sees it: what it subscribed with, and the reading of what arrives (RFC 8291, RFC 8292). */
export interface WebPushBrowser {
  /** Its subscription as a page hands it over. */
  readonly subscription: string;
  /** The text of a message; throws when it was not encrypted for this browser. */
  read(body: Buffer): string;
}

const authSecret = Buffer.from('0123456789abcdef');

export function webPushBrowser(endpoint: string): WebPushBrowser {
  const pair = createECDH('prime256v1');
  // Always the same one, so that whoever imitates its push service knows it too.
  pair.setPrivateKey(Buffer.alloc(32, 7));
  const keys = { p256dh: pair.getPublicKey('base64url'), auth: authSecret.toString('base64url') };
  return {
    subscription: JSON.stringify({ endpoint, expirationTime: null, keys }),
    read: (body) => decrypt(body, pair),
  };
}

/** Header (salt, record size, key of the sender), then one record. */
function decrypt(body: Buffer, pair: ECDH): string {
  const salt = body.subarray(0, 16);
  const keyEnd = 21 + (body[20] ?? 0);
  const senderKey = body.subarray(21, keyEnd);
  const record = body.subarray(keyEnd);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), senderKey]);
  const secret = derive(pair.computeSecret(senderKey), authSecret, info, 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
}

/** HKDF-SHA-256 of one block. */
function derive(secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  const extracted = createHmac('sha256', salt).update(secret).digest();
  const block = createHmac('sha256', extracted)
    .update(info)
    .update(Buffer.from([1]))
    .digest();
  return block.subarray(0, length);
}

/** The claims of `vapid t=…, k=…` when its signature is that of its key; undefined otherwise. */
export function vapidClaimsOf(authorization: string): { readonly key: string; readonly claims: unknown } | undefined {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  if (point.byteLength !== 65) return undefined;
  const coordinates = { x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', ...coordinates }, format: 'jwk' });
  const signed = Buffer.from(`${head}.${claims}`);
  const isRight = verify(
    'sha256',
    signed,
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  return isRight ? { key, claims: JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) } : undefined;
}
