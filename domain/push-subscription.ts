/** A browser's subscription to web push, as `JSON.stringify` writes it: where to send, and the keys to encrypt for it. */
export interface PushSubscription {
  readonly endpoint: string;
  readonly keys: {
    /** The browser's public key: an uncompressed point of P-256 in base64url. */
    readonly p256dh: string;
    /** 16 bytes in base64url. */
    readonly auth: string;
  };
}

/**
 * Longest push token, in bytes of UTF-8: a customer is found by it, and an entry of an index has 2,704 bytes at most. Tokens of
 * apps have a few hundred characters, subscriptions of today's browsers up to 900.
 */
export const pushTokenBytesMax = 2_000;

/** Services of browsers. An endpoint is an address that a stranger names, so nothing is sent to any other host. */
const pushHosts: ReadonlySet<string> = new Set([
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  'web.push.apple.com',
]);
const pushHostSuffix = '.notify.windows.com';

/** The subscription that a push token is; undefined for one that is none, or that leads to no push service. */
export function readPushSubscription(token: string): PushSubscription | undefined {
  if (!isShort(token)) return undefined;
  const { endpoint, keys } = asRecord(parse(token));
  const { p256dh, auth } = asRecord(keys);
  if (typeof endpoint !== 'string' || !leadsToPushService(endpoint)) return undefined;
  if (typeof p256dh !== 'string' || !/^B[A-Za-z0-9_-]{86}=?$/.test(p256dh)) return undefined;
  if (typeof auth !== 'string' || !/^[A-Za-z0-9_-]{22}(==)?$/.test(auth)) return undefined;
  return { endpoint, keys: { p256dh, auth } };
}

/** Whether a push token can be one: any short text of an app's SDK, but what looks like a subscription has to be one. */
export function isPushToken(token: string): boolean {
  if (!isShort(token)) return false;
  return !token.trimStart().startsWith('{') || readPushSubscription(token) !== undefined;
}

function isShort(token: string): boolean {
  return new TextEncoder().encode(token).byteLength <= pushTokenBytesMax;
}

function leadsToPushService(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username, password } = new URL(endpoint);
  const isService = pushHosts.has(hostname) || hostname.endsWith(pushHostSuffix);
  return isService && protocol === 'https:' && port === '' && username === '' && password === '';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
