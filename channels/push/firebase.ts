import { printed } from '../../domain/printed.ts';
import { optionalPath, url } from '../../runtime/setting-kinds.ts';
import type { Provider, PushMessage, SendResult } from '../provider.ts';
import { defineProvider } from '../provider-unit.ts';
import { errorCode, failedAtVendor, resultOfFailure } from '../send-result.ts';
import { callVendor, retryAfterMs, type VendorAnswer, vendorTimeoutMs } from '../vendor-call.ts';
import { firebaseAccess } from './firebase-access.ts';

export const firebase = defineProvider({
  name: 'firebase',
  channel: 'push',
  title: 'Firebase',
  settings: {
    serviceAccountFile: {
      env: 'FIREBASE_SERVICE_ACCOUNT_FILE',
      ...optionalPath(),
      about: 'JSON file of the service account.',
      example: '/run/secrets/firebase.json',
      needed: true,
    },
    baseUrl: {
      env: 'FIREBASE_BASE_URL',
      ...url('https://fcm.googleapis.com'),
      about: 'Address of the API.',
      example: 'https://fcm.googleapis.com',
    },
  },
  create: ({ serviceAccountFile, baseUrl }) => createFirebase({ ...firebaseAccess(serviceAccountFile), baseUrl }),
});

export interface FirebaseSettings {
  readonly projectId: string;
  /** `https://fcm.googleapis.com`. */
  readonly baseUrl: string;
  /** A current OAuth token for the messaging scope. */
  readonly accessToken: () => Promise<string>;
  readonly timeoutMs?: number;
}

const secondsToLive = 86_400;
const quotaWaitMs = 60_000;

/**
 * Push through Firebase Cloud Messaging, HTTP v1. Not through the admin SDK's `send`: it has a fixed address and sends
 * again by itself on a reset. There is no idempotency key and no look-up, so a lost answer is never sent again;
 * for the answers that Google says to retry, the message id as collapse key and tag makes a repeat replace the first.
 */
export function createFirebase(settings: FirebaseSettings): Provider<PushMessage> {
  return {
    name: 'firebase',
    channel: 'push',
    recovery: { kind: 'none' },
    async send(message, options) {
      const token = await settings.accessToken().catch(() => null);
      if (token === null) return { kind: 'rejected', class: 'retry', code: 'no_access_token' };
      try {
        const { body } = await callVendor({
          method: 'POST',
          url: `${settings.baseUrl}/v1/projects/${encodeURIComponent(settings.projectId)}/messages:send`,
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ message: fcmMessage(message, options.idempotencyKey) }),
          signal: options.signal,
          timeoutMs: settings.timeoutMs ?? vendorTimeoutMs,
        });
        const name = (body as { name?: unknown } | null)?.name;
        return typeof name === 'string' && name !== ''
          ? { kind: 'accepted', providerMessageId: name }
          : { kind: 'unknown', cause: 'success_without_id' };
      } catch (error) {
        return resultOfFailure(error, resultOfAnswer);
      }
    },
  };
}

function fcmMessage(message: PushMessage, messageId: string) {
  return {
    token: message.to,
    notification: { title: message.title, body: message.body },
    data: { url: message.url, messageId },
    android: { collapse_key: messageId, ttl: `${secondsToLive}s`, notification: { tag: messageId } },
    apns: { headers: { 'apns-collapse-id': messageId } },
    webpush: {
      // A web push topic has at most 32 characters of the URL-safe alphabet: a UUID without its dashes.
      headers: { TTL: String(secondsToLive), Topic: messageId.replaceAll('-', '').slice(0, 32) },
      notification: { tag: messageId },
      // FCM refuses links without TLS.
      ...(message.url.startsWith('https:') ? { fcm_options: { link: message.url } } : {}),
    },
  };
}

/** https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode */
function resultOfAnswer({ status, headers, body }: VendorAnswer): SendResult {
  const error = (body as { error?: { status?: unknown; details?: unknown } } | undefined)?.error;
  const fcmCode = Array.isArray(error?.details)
    ? error.details.find((detail) => printed(detail?.['@type']).endsWith('FcmError'))?.errorCode
    : undefined;
  const code = errorCode(fcmCode ?? error?.status, status);
  // The token is gone for good. INVALID_ARGUMENT may as well be our payload, so it costs nobody their subscription.
  if (code === 'unregistered') return { kind: 'rejected', class: 'permanent', code, suppress: true };
  if (status === 429)
    return {
      ...{ kind: 'rejected', class: 'retry', code, fault: 'throttled' },
      retryAfterMs: retryAfterMs(headers) ?? quotaWaitMs,
    };
  // UNAVAILABLE and INTERNAL: "retry with exponential back-off, honour Retry-After".
  if (status === 500 || status === 503)
    return { kind: 'rejected', class: 'retry', code, retryAfterMs: retryAfterMs(headers), fault: 'unreachable' };
  if (status > 500) return failedAtVendor(code);
  if (status === 401) return { kind: 'rejected', class: 'retry', code, fault: 'refused' };
  if (status < 400 || status === 408) return { kind: 'rejected', class: 'retry', code };
  return { kind: 'rejected', class: 'permanent', code };
}
