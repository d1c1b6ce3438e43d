import { z } from 'zod';
import { dayMs } from '../../domain/duration.ts';
import { uuidPattern } from '../../domain/ids.ts';
import { optionalText, type SettingKind, url } from '../../runtime/setting-kinds.ts';
import type { Provider, PushMessage, SendResult } from '../provider.ts';
import { defineProvider } from '../provider-unit.ts';
import { errorCode, failedAtVendor, resultOfFailure } from '../send-result.ts';
import { callVendor, retryAfterMs, type VendorAnswer, vendorTimeoutMs } from '../vendor-call.ts';

export const onesignal = defineProvider({
  name: 'onesignal',
  channel: 'push',
  title: 'OneSignal',
  settings: {
    appId: {
      env: 'ONESIGNAL_APP_ID',
      ...optionalUuid(),
      about: 'App whose subscriptions the push tokens are.',
      example: '2dd608f2-a6a1-4251-a253-49a8ad4e3f5c',
      needed: true,
    },
    apiKey: {
      env: 'ONESIGNAL_API_KEY',
      ...optionalText(),
      about: 'API key of this app.',
      example: 'os_v2_app_0123456789',
      secret: true,
      needed: true,
    },
    baseUrl: {
      env: 'ONESIGNAL_BASE_URL',
      ...url('https://api.onesignal.com'),
      about: 'Address of the API.',
      example: 'https://api.onesignal.com',
    },
  },
  create: createOnesignal,
});

export interface OnesignalSettings {
  readonly appId: string;
  readonly apiKey: string;
  /** `https://api.onesignal.com`. */
  readonly baseUrl: string;
  readonly timeoutMs?: number;
}

const secondsToLive = 86_400;
/** OneSignal remembers a key for 30 days; a day less leaves room for clocks. */
const keyWindowMs = 29 * dayMs;

/**
 * Push through OneSignal, whose subscription id is our push token. One recipient per request: of several, one wrong id
 * makes OneSignal call all of them wrong. The message id is the idempotency key, so a lost answer is asked for by sending
 * again. A 200 without an id means that nothing was sent.
 */
export function createOnesignal(settings: OnesignalSettings): Provider<PushMessage> {
  return {
    name: 'onesignal',
    channel: 'push',
    recovery: { kind: 'idempotency_key', windowMs: keyWindowMs },
    async send(message, options) {
      try {
        const { body } = await callVendor({
          method: 'POST',
          url: `${settings.baseUrl}/notifications`,
          headers: { authorization: `Key ${settings.apiKey}`, 'content-type': 'application/json' },
          body: JSON.stringify(notification(message, options.idempotencyKey, settings.appId)),
          signal: options.signal,
          timeoutMs: settings.timeoutMs ?? vendorTimeoutMs,
        });
        return resultOfSuccess(body as SuccessBody | null, message.to);
      } catch (error) {
        return resultOfFailure(error, resultOfAnswer);
      }
    },
  };
}

function notification({ to, title, body, url }: PushMessage, messageId: string, appId: string) {
  return {
    app_id: appId,
    target_channel: 'push',
    include_subscription_ids: [to],
    idempotency_key: messageId,
    // The texts are in the person's language already; "en" is the one that every device falls back to.
    headings: { en: title },
    contents: { en: body },
    url,
    data: { messageId },
    collapse_id: messageId,
    ttl: secondsToLive,
  };
}

interface SuccessBody {
  readonly id?: unknown;
  readonly errors?: unknown;
}

/** What OneSignal says, also with status 200, where its one recipient takes no push any more. */
const nobodySubscribed = 'All included players are not subscribed';

function resultOfSuccess(body: SuccessBody | null, to: string): SendResult {
  const errors = body?.errors;
  if (namesRecipient(errors, to))
    return { kind: 'rejected', class: 'permanent', code: 'invalid_subscription_id', suppress: true };
  const id = body?.id;
  if (typeof id === 'string' && id !== '') return { kind: 'accepted', providerMessageId: id };
  if (Array.isArray(errors) && errors.includes(nobodySubscribed))
    return { kind: 'rejected', class: 'permanent', code: 'not_subscribed', suppress: true };
  // Another sentence may be about our app or text, and costs nobody their subscription.
  if (id === '' && errors !== undefined) return { kind: 'rejected', class: 'permanent', code: 'not_sent' };
  return { kind: 'unknown', cause: 'success_without_id' };
}

/** Whether the recipient stands in a list of wrong ids, under the name of today or the earlier one. */
function namesRecipient(errors: unknown, to: string): boolean {
  const { invalid_subscription_ids: today, invalid_player_ids: earlier } = (errors ?? {}) as {
    readonly invalid_subscription_ids?: unknown;
    readonly invalid_player_ids?: unknown;
  };
  return [today, earlier].some(
    (ids) => Array.isArray(ids) && ids.some((id) => typeof id === 'string' && id.toLowerCase() === to.toLowerCase()),
  );
}

function resultOfAnswer({ status, headers }: VendorAnswer): SendResult {
  // OneSignal explains in sentences, which name no code.
  const code = errorCode(undefined, status);
  if (status === 429)
    return { kind: 'rejected', class: 'retry', code, retryAfterMs: retryAfterMs(headers), fault: 'throttled' };
  if (status >= 500) return failedAtVendor(code);
  if (status === 401 || status === 403) return { kind: 'rejected', class: 'retry', code, fault: 'refused' };
  if (status < 400 || status === 408) return { kind: 'rejected', class: 'retry', code };
  return { kind: 'rejected', class: 'permanent', code };
}

function optionalUuid(): SettingKind<z.ZodOptional<z.ZodString>> {
  return { schema: z.string().regex(uuidPattern).optional(), expects: 'a UUID', fallback: undefined };
}
