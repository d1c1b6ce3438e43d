import { minuteMs } from '../../domain/duration.ts';
import { choice, optionalText, optionalUrl } from '../../runtime/setting-kinds.ts';
import { withoutTrailingSlashes } from '../../runtime/trailing-slashes.ts';
import type { EmailMessage, LookupOptions, LookupResult, Provider, SendOptions, SendResult } from '../provider.ts';
import { defineProvider } from '../provider-unit.ts';
import { failedAtVendor, resultOfFailure } from '../send-result.ts';
import { callVendor, retryAfterMs, type VendorAnswer, VendorCallError, vendorTimeoutMs } from '../vendor-call.ts';
import { refusalOf } from './mailbox.ts';
import { createMailgunCallback } from './mailgun-callback.ts';

const regions = { us: 'https://api.mailgun.net', eu: 'https://api.eu.mailgun.net' } as const;

export const mailgun = defineProvider({
  name: 'mailgun',
  channel: 'email',
  title: 'Mailgun',
  settings: {
    apiKey: {
      env: 'MAILGUN_API_KEY',
      ...optionalText(),
      about:
        'API key of the account. A sending key of the domain sends, but cannot look up what became of a lost answer.',
      example: 'key-0123456789',
      secret: true,
      needed: true,
    },
    domain: {
      env: 'MAILGUN_DOMAIN',
      schema: optionalText().schema.refine(
        (domain) => domain === undefined || /^[a-z\d-]+(\.[a-z\d-]+)+$/i.test(domain),
      ),
      expects: 'a domain',
      fallback: undefined,
      about: 'Domain that sends, as it stands at Mailgun.',
      example: 'mg.shop.example',
      needed: true,
    },
    region: {
      env: 'MAILGUN_REGION',
      ...choice(['us', 'eu'], 'us'),
      about: 'Region in which the domain is.',
      example: 'eu',
    },
    baseUrl: {
      env: 'MAILGUN_BASE_URL',
      ...optionalUrl('https', 'http'),
      about: 'Address of the API. Unset: that of the region.',
      example: 'https://api.eu.mailgun.net',
    },
    webhookKey: {
      env: 'MAILGUN_WEBHOOK_KEY',
      ...optionalText('the HTTP webhook signing key'),
      about: 'HTTP webhook signing key of the account, for reports of what became of e-mails. Unset: they are refused.',
      example: '0123456789abcdef0123456789abcdef',
      secret: true,
    },
  },
  create: ({ region, baseUrl, ...settings }) =>
    createMailgun({ ...settings, baseUrl: withoutTrailingSlashes(baseUrl ?? regions[region]) }),
  callback: ({ webhookKey }) => (webhookKey === undefined ? undefined : createMailgunCallback({ webhookKey })),
});

export interface MailgunSettings {
  readonly apiKey: string;
  readonly domain: string;
  /** `https://api.eu.mailgun.net`. */
  readonly baseUrl: string;
  readonly timeoutMs?: number;
}

/** Events of one person looked at in a look-up: more than that within one attempt means something else is wrong. */
const lookupEventsMax = 50;
/** How far Mailgun's clock may be behind ours. */
const clockSkewMs = minuteMs;
/** Mailgun writes its events with a delay: before this time, what is not among them may still come. */
const eventsLateMs = 30 * minuteMs;

/**
 * E-mail through Mailgun, which has no idempotency key: an unknown send is looked up among the account's events by our message
 * id, which travels with the message. A 5xx says nothing about whether the message was taken, so it is `unknown` too.
 */
export function createMailgun(settings: MailgunSettings): Provider<EmailMessage> {
  return {
    name: 'mailgun',
    channel: 'email',
    recovery: { kind: 'lookup' },
    async send(message, options) {
      const refusal = refusalOf(message);
      if (refusal) return refusal;
      try {
        const { body } = await callMailgun(settings, options, 'messages', mailgunForm(message, options));
        const id = (body as { id?: unknown } | null)?.id;
        return typeof id === 'string' && id !== ''
          ? { kind: 'accepted', providerMessageId: withoutBrackets(id) }
          : { kind: 'unknown', cause: 'success_without_id' };
      } catch (error) {
        return resultOfFailure(error, resultOfAnswer);
      }
    },
    lookup: (message, options) => lookup(settings, message, options),
  };
}

function mailgunForm(message: EmailMessage, { storeId, idempotencyKey }: SendOptions): URLSearchParams {
  const headers = Object.entries(message.headers).map(([name, value]): [string, string] => [`h:${name}`, value]);
  return new URLSearchParams([
    ['from', message.from],
    ['to', message.to],
    ['subject', message.subject],
    ['html', message.html],
    ['text', message.text],
    ...headers,
    // Mailgun repeats them in its events.
    ['v:store', storeId],
    ['v:message', idempotencyKey],
  ]);
}

/** Among what Mailgun took for the person since the attempt began. */
async function lookup(settings: MailgunSettings, { to }: EmailMessage, options: LookupOptions): Promise<LookupResult> {
  const query = new URLSearchParams({
    event: 'accepted',
    recipient: to,
    begin: String((options.startedAt - clockSkewMs) / 1_000),
    ascending: 'yes',
    limit: String(lookupEventsMax),
  });
  try {
    const { body } = await callMailgun(settings, options, `events?${query}`);
    const items = (body as { items?: unknown } | null)?.items;
    if (!Array.isArray(items)) return { kind: 'unknown', cause: 'unreadable_events' };
    const found = items.map(acceptedOf).findLast((event) => event?.sentAs === options.idempotencyKey);
    if (found) return { kind: 'found', providerMessageId: found.id };
    if (items.length >= lookupEventsMax) return { kind: 'unknown', cause: 'too_many_messages' };
    return Date.now() - options.startedAt < eventsLateMs
      ? { kind: 'unknown', cause: 'events_may_be_late' }
      : { kind: 'not_found' };
  } catch (error) {
    if (!(error instanceof VendorCallError)) throw error;
    const { failure } = error;
    return { kind: 'unknown', cause: failure.kind === 'answered' ? `http_${failure.answer.status}` : 'no_answer' };
  }
}

function acceptedOf(event: unknown): { readonly id: string; readonly sentAs: unknown } | undefined {
  const { message, 'user-variables': variables } = (event ?? {}) as MailgunEvent;
  const id = message?.headers?.['message-id'];
  return typeof id === 'string' && id !== '' ? { id: withoutBrackets(id), sentAs: variables?.message } : undefined;
}

interface MailgunEvent {
  readonly message?: { readonly headers?: { readonly 'message-id'?: unknown } };
  readonly 'user-variables'?: { readonly message?: unknown };
}

function callMailgun(
  { baseUrl, domain, apiKey, timeoutMs = vendorTimeoutMs }: MailgunSettings,
  { signal }: SendOptions,
  path: string,
  form?: URLSearchParams,
): Promise<VendorAnswer> {
  return callVendor({
    method: form ? 'POST' : 'GET',
    url: `${baseUrl}/v3/${domain}/${path}`,
    headers: {
      authorization: `Basic ${Buffer.from(`api:${apiKey}`).toString('base64')}`,
      ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    body: form?.toString(),
    signal,
    timeoutMs,
  });
}

/** Mailgun's errors are sentences, which repeat addresses. */
function resultOfAnswer({ status, headers }: VendorAnswer): SendResult {
  const code = `http_${status}`;
  if (status === 429)
    return { kind: 'rejected', class: 'retry', code, retryAfterMs: retryAfterMs(headers), fault: 'throttled' };
  if (status >= 500) return failedAtVendor(code);
  if (accountStatuses.has(status)) return { kind: 'rejected', class: 'retry', code, fault: 'refused' };
  if (status < 400 || status === 408) return { kind: 'rejected', class: 'retry', code };
  return { kind: 'rejected', class: 'permanent', code };
}
/** Key, payment, domain: an operator has to act. */
const accountStatuses: ReadonlySet<number> = new Set([401, 402, 403, 404]);

/** Answers have the brackets of the header, events have not. */
function withoutBrackets(id: string): string {
  return id.replace(/^<(.*)>$/, '$1');
}
