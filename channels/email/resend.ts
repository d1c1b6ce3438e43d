import { type ErrorResponse, Resend } from 'resend';
import { dayMs, hourMs } from '../../domain/duration.ts';
import { optionalText, url } from '../../runtime/setting-kinds.ts';
import type { EmailMessage, Provider, SendOptions, SendResult } from '../provider.ts';
import { defineProvider } from '../provider-unit.ts';
import { errorCode, failedAtVendor, resultOfFailure } from '../send-result.ts';
import { callVendor, retryAfterMs, type VendorAnswer, vendorTimeoutMs } from '../vendor-call.ts';
import { createResendCallback, meaningOf } from './resend-callback.ts';

export const resend = defineProvider({
  name: 'resend',
  channel: 'email',
  title: 'Resend',
  settings: {
    apiKey: {
      env: 'RESEND_API_KEY',
      ...optionalText(),
      about: 'API key.',
      example: 're_0123456789',
      secret: true,
      needed: true,
    },
    baseUrl: {
      env: 'RESEND_BASE_URL',
      ...url('https://api.resend.com'),
      about: 'Address of the API.',
      example: 'https://api.resend.com',
    },
    webhookSecret: {
      env: 'RESEND_WEBHOOK_SECRET',
      ...optionalText('the signing secret of a webhook'),
      about: 'Signing secret of the webhook that reports what became of e-mails. Unset: its reports are refused.',
      example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      secret: true,
    },
  },
  create: createResend,
  callback: ({ webhookSecret }) => (webhookSecret === undefined ? undefined : createResendCallback({ webhookSecret })),
});

export interface ResendSettings {
  readonly apiKey: string;
  /** `https://api.resend.com`. */
  readonly baseUrl: string;
  readonly timeoutMs?: number;
}

/** Resend remembers an `Idempotency-Key` (at most 256 characters) for 24 h; an hour is kept off for clocks and queues. */
const keyWindowMs = dayMs - hourMs;

/**
 * E-mail through Resend. A 5xx or a lost answer is `unknown` and may be sent again under the same key.
 * Refused credentials are `retry`: the message is sound, an operator has to act.
 */
export function createResend(settings: ResendSettings): Provider<EmailMessage> {
  return {
    name: 'resend',
    channel: 'email',
    recovery: { kind: 'idempotency_key', windowMs: keyWindowMs },
    async send(message, options) {
      const client = new SignalledResend(settings, options);
      const { 'Reply-To': replyTo, ...headers } = message.headers;
      try {
        const { data } = await client.emails.send(
          {
            to: message.to,
            from: message.from,
            subject: message.subject,
            html: message.html,
            text: message.text,
            ...(replyTo === undefined ? {} : { replyTo }),
            headers,
            tags: [
              { name: 'message', value: options.idempotencyKey },
              { name: 'store', value: options.storeId },
            ],
          },
          { idempotencyKey: options.idempotencyKey },
        );
        return data?.id
          ? { kind: 'accepted', providerMessageId: data.id }
          : { kind: 'unknown', cause: 'success_without_id' };
      } catch (error) {
        return resultOfFailure(error, resultOfAnswer);
      }
    },
    async report(providerMessageId, { signal }) {
      const { body } = await callVendor({
        method: 'GET',
        url: `${settings.baseUrl}/emails/${encodeURIComponent(providerMessageId)}`,
        headers: { authorization: `Bearer ${settings.apiKey}` },
        signal,
        timeoutMs: settings.timeoutMs ?? vendorTimeoutMs,
      });
      const event = (body as { last_event?: unknown } | null)?.last_event;
      // Of a bounce it says no more than that: the address is not to blame by that alone.
      if (event === 'bounced') return { kind: 'bounced', permanent: false };
      return typeof event === 'string' ? meaningOf(`email.${event}`, {}) : undefined;
    },
  };
}

/** Names of https://resend.com/docs/api-reference/errors. */
function resultOfAnswer({ status, headers, body }: VendorAnswer): SendResult {
  const name = (body as { name?: unknown } | undefined)?.name;
  const code = errorCode(name, status);
  if (status === 409) {
    // Either the first attempt still runs, or it was taken with another body: both ways the vendor knows the key.
    return { kind: 'unknown', cause: code };
  }
  if (status === 429) {
    if (name === 'daily_quota_exceeded')
      return { kind: 'rejected', class: 'retry', code, retryAfterMs: hourMs, fault: 'day_quota' };
    if (name === 'monthly_quota_exceeded')
      return { kind: 'rejected', class: 'retry', code, retryAfterMs: hourMs, fault: 'month_quota' };
    return { kind: 'rejected', class: 'retry', code, retryAfterMs: retryAfterMs(headers), fault: 'throttled' };
  }
  if (status >= 500) return failedAtVendor(code);
  if (status === 401 || status === 403) return { kind: 'rejected', class: 'retry', code, fault: 'refused' };
  if (status < 400 || status === 408) return { kind: 'rejected', class: 'retry', code };
  return { kind: 'rejected', class: 'permanent', code };
}

/** The official client with its transport replaced: its own one hides whether anything was sent, and knows no time limit. */
class SignalledResend extends Resend {
  readonly #settings: ResendSettings;
  readonly #options: SendOptions;

  constructor(settings: ResendSettings, options: SendOptions) {
    super(settings.apiKey, { baseUrl: settings.baseUrl });
    this.#settings = settings;
    this.#options = options;
  }

  override async fetchRequest<T>(
    path: string,
    options: { method?: string; headers?: Headers; body?: string } = {},
  ): Promise<Answered<T>> {
    const answer = await callVendor({
      method: options.method === 'GET' ? 'GET' : 'POST',
      url: `${this.#settings.baseUrl}${path}`,
      headers: Object.fromEntries(options.headers ?? []),
      body: options.body,
      signal: this.#options.signal,
      timeoutMs: this.#settings.timeoutMs ?? vendorTimeoutMs,
    });
    // The client names the shape of the endpoint that it called.
    return { data: answer.body as T, error: null, headers: Object.fromEntries(answer.headers) };
  }
}

/** What the client expects of its transport; ours throws instead of answering with an error. */
type Answered<T> = ({ data: T; error: null } | { data: null; error: ErrorResponse }) & {
  headers: Record<string, string> | null;
};
