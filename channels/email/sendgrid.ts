import { optionalText, url } from '../../runtime/setting-kinds.ts';
import type { EmailMessage, Provider, SendOptions, SendResult } from '../provider.ts';
import { defineProvider } from '../provider-unit.ts';
import { failedAtVendor, resultOfFailure } from '../send-result.ts';
import { callVendor, retryAfterMs, type VendorAnswer, vendorTimeoutMs } from '../vendor-call.ts';
import { type Mailbox, readMailbox, refusalOf } from './mailbox.ts';
import { createSendgridCallback, readSendgridKey } from './sendgrid-callback.ts';

export const sendgrid = defineProvider({
  name: 'sendgrid',
  channel: 'email',
  title: 'SendGrid',
  settings: {
    apiKey: {
      env: 'SENDGRID_API_KEY',
      ...optionalText(),
      about: 'API key with the right "Mail Send".',
      example: 'SG.0123456789',
      secret: true,
      needed: true,
    },
    baseUrl: {
      env: 'SENDGRID_BASE_URL',
      ...url('https://api.sendgrid.com'),
      about: 'Address of the API; accounts of the EU have https://api.eu.sendgrid.com.',
      example: 'https://api.sendgrid.com',
    },
    webhookKey: {
      env: 'SENDGRID_WEBHOOK_KEY',
      schema: optionalText().schema.refine((key) => key === undefined || readSendgridKey(key) !== undefined),
      expects: 'the verification key of a signed event webhook',
      fallback: undefined,
      about:
        'Verification key of the event webhook that reports what became of e-mails. Unset: its reports are refused.',
      example:
        'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==',
    },
  },
  create: createSendgrid,
  callback: ({ webhookKey }) => (webhookKey === undefined ? undefined : createSendgridCallback({ webhookKey })),
});

export interface SendgridSettings {
  readonly apiKey: string;
  /** `https://api.sendgrid.com`. */
  readonly baseUrl: string;
  readonly timeoutMs?: number;
}

/**
 * E-mail through SendGrid, API version 3. It has no idempotency key, and what it took can be asked only where the activity feed
 * was bought, so a lost answer and a 5xx stay unknown: a report about such a message settles it.
 */
export function createSendgrid(settings: SendgridSettings): Provider<EmailMessage> {
  return {
    name: 'sendgrid',
    channel: 'email',
    recovery: { kind: 'none' },
    async send(message, options) {
      const refusal = refusalOf(message);
      if (refusal) return refusal;
      try {
        const { headers } = await callVendor({
          method: 'POST',
          url: `${settings.baseUrl}/v3/mail/send`,
          headers: { authorization: `Bearer ${settings.apiKey}`, 'content-type': 'application/json' },
          body: JSON.stringify(sendgridMail(message, options)),
          signal: options.signal,
          timeoutMs: settings.timeoutMs ?? vendorTimeoutMs,
          successBody: 'ignored',
        });
        const id = headers.get('x-message-id');
        return id ? { kind: 'accepted', providerMessageId: id } : { kind: 'unknown', cause: 'success_without_id' };
      } catch (error) {
        return resultOfFailure(error, resultOfAnswer);
      }
    },
  };
}

function sendgridMail(message: EmailMessage, { storeId, idempotencyKey }: SendOptions) {
  const from = readMailbox(message.from);
  const { 'Reply-To': replyTo, ...headers } = message.headers;
  const answersTo = replyTo === undefined ? undefined : readMailbox(replyTo);
  return {
    personalizations: [{ to: [{ email: message.to }] }],
    from: from && sendgridAddress(from),
    // SendGrid refuses it among the headers.
    ...(answersTo ? { reply_to: sendgridAddress(answersTo) } : {}),
    subject: message.subject,
    content: [
      { type: 'text/plain', value: message.text },
      { type: 'text/html', value: message.html },
    ],
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    // SendGrid repeats them in its reports.
    custom_args: { store: storeId, message: idempotencyKey },
    // Its own way out would take the place of ours, and of the header for one click.
    tracking_settings: { subscription_tracking: { enable: false } },
  };
}

function sendgridAddress({ name, address }: Mailbox) {
  return name === '' ? { email: address } : { email: address, name };
}

/** SendGrid's errors are sentences: the field that one is about is all that can be kept of it. */
function resultOfAnswer({ status, headers }: VendorAnswer): SendResult {
  const code = `http_${status}`;
  if (status === 429)
    return {
      ...{ kind: 'rejected', class: 'retry', code, fault: 'throttled' },
      retryAfterMs: retryAfterMs(headers) ?? untilReset(headers),
    };
  if (status >= 500) return failedAtVendor(code);
  // A spent quota, a sender that is not verified.
  if (status === 401 || status === 403) return { kind: 'rejected', class: 'retry', code, fault: 'refused' };
  if (status < 400 || status === 404 || status === 405 || status === 408)
    return { kind: 'rejected', class: 'retry', code };
  return { kind: 'rejected', class: 'permanent', code };
}

/** When the rate starts anew: seconds since 1970. */
function untilReset(headers: Headers): number | undefined {
  const at = headers.get('x-ratelimit-reset');
  const ms = at === null || !/^\d{1,12}$/.test(at) ? Number.NaN : Number(at) * 1_000 - Date.now();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), rateResetMsMax);
}
/** Longest time that SendGrid's rates are counted in. */
const rateResetMsMax = 60_000;
