import { createECDH, ECDH } from 'node:crypto';
import { z } from 'zod';
import { type PushSubscription, readPushSubscription } from '../../domain/push-subscription.ts';
import type { SettingKind } from '../../runtime/setting-kinds.ts';
import type { Provider, PushMessage, SendResult } from '../provider.ts';
import { defineProvider } from '../provider-unit.ts';
import { errorCode, resultOfFailure } from '../send-result.ts';
import { retryAfterMs, vendorTimeoutMs } from '../vendor-call.ts';
import { callPushService, type PushServiceAnswer } from './push-service-call.ts';

export const webpush = defineProvider({
  name: 'webpush',
  channel: 'push',
  title: 'web push',
  settings: {
    publicKey: {
      env: 'WEB_PUSH_PUBLIC_KEY',
      ...optionalKey(65),
      about: 'Public VAPID key, the one that the shop’s pages subscribe with.',
      example: 'BEl62iUYgUivxIkv69yViEuiBIa-Ib9-SkvMeAtA3LFgDzkrxZJjSgSnfckjBJuBkr3qBUYIHBQFLXYp5Nksh8U',
      needed: true,
    },
    privateKey: {
      env: 'WEB_PUSH_PRIVATE_KEY',
      ...optionalKey(32),
      about: 'Its private key.',
      example: 'UUxI4O8-FbRouAevSmBQ6o18hgE4nSG3qwvJTfKc-ls',
      secret: true,
      needed: true,
    },
    subject: {
      env: 'WEB_PUSH_SUBJECT',
      ...optionalContact(),
      about: 'Whom push services write to when something is wrong.',
      example: 'mailto:push@shop.example',
      needed: true,
    },
  },
  create: createWebpush,
});

export interface WebpushSettings {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly subject: string;
  /** In place of the origin of every endpoint, for tests. */
  readonly baseUrl?: string;
  readonly timeoutMs?: number;
}

const secondsToLive = 86_400;

/**
 * Push straight to browsers, encrypted for each and signed with our own VAPID key, without a vendor between. The push token is
 * the browser's subscription as JSON. There is no key and no look-up, so a lost answer is never sent again; the message id as
 * topic makes a repeat replace the first while it waits, and as the notification's tag afterwards.
 */
export function createWebpush(settings: WebpushSettings): Provider<PushMessage> {
  if (publicKeyOf(settings.privateKey) !== settings.publicKey)
    throw new Error('WEB_PUSH_PUBLIC_KEY does not belong to WEB_PUSH_PRIVATE_KEY.');
  return {
    name: 'webpush',
    channel: 'push',
    recovery: { kind: 'none' },
    async send(message, options) {
      // Checked when it was taken in; the list of hosts may have become shorter since.
      const subscription = readPushSubscription(message.to);
      if (!subscription || !isOnCurve(subscription))
        return { kind: 'rejected', class: 'permanent', code: 'invalid_subscription', suppress: true };
      const { headers, body } = await requestOf(subscription, message, options.idempotencyKey, settings);
      const endpoint = new URL(subscription.endpoint);
      try {
        const answer = await callPushService({
          url: settings.baseUrl ? new URL(`${endpoint.pathname}${endpoint.search}`, settings.baseUrl) : endpoint,
          headers,
          body,
          signal: options.signal,
          timeoutMs: settings.timeoutMs ?? vendorTimeoutMs,
          allowLoopback: settings.baseUrl !== undefined,
        });
        return resultOfAnswer(answer, options.idempotencyKey);
      } catch (error) {
        // Each browser has a service of its own: one that is away says nothing of the others.
        return {
          ...resultOfFailure(error, () => ({ kind: 'unknown', cause: 'unreadable_success' })),
          fault: undefined,
        };
      }
    },
  };
}

async function requestOf(
  subscription: PushSubscription,
  { title, body, url }: PushMessage,
  messageId: string,
  { subject, publicKey, privateKey }: WebpushSettings,
) {
  // Loaded on first use: every process reads the list of providers.
  const { default: library } = await import('web-push');
  const details = library.generateRequestDetails(subscription, JSON.stringify({ title, body, url, tag: messageId }), {
    vapidDetails: { subject, publicKey, privateKey },
    TTL: secondsToLive,
    urgency: 'normal',
    // At most 32 characters of the URL-safe alphabet: a UUID without its dashes.
    topic: messageId.replaceAll('-', '').slice(0, 32),
    contentEncoding: 'aes128gcm',
  });
  const headers = Object.entries(details.headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return { headers: Object.fromEntries(headers) as Readonly<Record<string, string>>, body: details.body };
}

/** RFC 8030, and what the services of browsers answer beyond it. */
function resultOfAnswer({ status, headers }: PushServiceAnswer, messageId: string): SendResult {
  if (status === 201 || status === 202)
    return { kind: 'accepted', providerMessageId: receiptOf(headers.get('location')) ?? messageId };
  const code = errorCode(undefined, status);
  // Any other success is no push service's: a proxy may have spoken.
  if (status >= 200 && status < 300) return { kind: 'unknown', cause: 'unreadable_success' };
  // The browser has unsubscribed, or the subscription has expired.
  if (status === 404 || status === 410) return { kind: 'rejected', class: 'permanent', code, suppress: true };
  // 401 and 403 are about our own key or subject (Apple: BadJwtToken), and cost nobody their subscription.
  const isForNow = status < 400 || [401, 403, 408, 429, 500, 503].includes(status);
  if (isForNow) return { kind: 'rejected', class: 'retry', code, retryAfterMs: retryAfterMs(headers) };
  if (status > 500) return { kind: 'unknown', cause: code };
  return { kind: 'rejected', class: 'permanent', code };
}

const receiptLengthMax = 200;

/** The end of the receipt's address: the whole of it would let whoever reads it take the message back. */
function receiptOf(location: string | null): string | undefined {
  const last = location?.split('/').at(-1)?.split('?')[0];
  return last && last.length <= receiptLengthMax ? last : undefined;
}

function publicKeyOf(privateKey: string): string | undefined {
  const pair = createECDH('prime256v1');
  try {
    pair.setPrivateKey(Buffer.from(privateKey, 'base64url'));
    return pair.getPublicKey().toString('base64url');
  } catch {
    return undefined;
  }
}

/** Nothing can be encrypted for a point beside the curve. */
function isOnCurve({ keys }: PushSubscription): boolean {
  try {
    ECDH.convertKey(Buffer.from(keys.p256dh, 'base64url'), 'prime256v1');
    return true;
  } catch {
    return false;
  }
}

function optionalKey(bytes: number): SettingKind<z.ZodOptional<z.ZodString>> {
  return {
    schema: z
      .string()
      .regex(/^[A-Za-z0-9_-]+$/)
      .refine((value) => Buffer.from(value, 'base64url').byteLength === bytes)
      .optional(),
    expects: `${bytes} bytes in base64url`,
    fallback: undefined,
  };
}

/** Apple refuses every push of a subject whose host is none on the internet. */
function optionalContact(): SettingKind<z.ZodOptional<z.ZodString>> {
  return {
    schema: z
      .string()
      .refine((value) => {
        const host = value.startsWith('mailto:')
          ? /^mailto:[^@\s?]+@([^@\s?]+)$/.exec(value)?.[1]
          : value.startsWith('https://') && URL.canParse(value)
            ? new URL(value).hostname
            : undefined;
        return (
          host !== undefined && /^([a-z0-9-]+\.)+[a-z]{2,}$/i.test(host) && !/\.(localhost|local|internal)$/i.test(host)
        );
      })
      .optional(),
    expects: 'mailto: with an e-mail address, or an https URL, at a host on the internet',
    fallback: undefined,
  };
}
