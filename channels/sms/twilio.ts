import type { Twilio } from 'twilio';
import { optionalText, url } from '../../runtime/setting-kinds.ts';
import type {
  AskOptions,
  LookupOptions,
  LookupResult,
  Provider,
  SendOptions,
  SendResult,
  SmsMessage,
} from '../provider.ts';
import type { Meaning } from '../provider-callback.ts';
import { callbackUrl, defineProvider } from '../provider-unit.ts';
import { errorCode, failedAtVendor, resultOfFailure } from '../send-result.ts';
import { callVendor, retryAfterMs, type VendorAnswer, VendorCallError, vendorTimeoutMs } from '../vendor-call.ts';
import { vendorCode } from '../vendor-code.ts';
import { addressAt, carrierFaultOf, carrierRateLimit } from './carrier-codes.ts';
import { lettersSender, optionalStopNumber } from './letters-sender.ts';
import { callbackTries, createTwilioCallback, meaningOf } from './twilio-callback.ts';
import { filteredText, optedOut, ownFaults, unusableNumbers } from './unusable-numbers.ts';

export const twilio = defineProvider({
  name: 'twilio',
  channel: 'sms',
  title: 'Twilio',
  settings: {
    accountSid: {
      env: 'TWILIO_ACCOUNT_SID',
      ...optionalText(),
      about: 'Account.',
      example: 'AC0123456789',
      needed: true,
    },
    authToken: {
      env: 'TWILIO_AUTH_TOKEN',
      ...optionalText(),
      about: 'Token.',
      example: '0123456789abcdef',
      secret: true,
      needed: true,
    },
    from: {
      env: 'TWILIO_FROM',
      ...optionalText('a phone number in E.164 form, up to 11 letters and digits, or a messaging service'),
      about: 'Sender of SMS. Letters cannot be answered: each text then names another way out.',
      example: '+15005550006',
      needed: true,
    },
    whatsAppFrom: {
      env: 'TWILIO_WHATSAPP_FROM',
      ...optionalText('a phone number in E.164 form or a messaging service'),
      about: 'Sender of WhatsApp messages; without it nothing goes by WhatsApp.',
      example: '+15005550007',
    },
    rcsService: {
      env: 'TWILIO_RCS_SERVICE',
      ...optionalText('a messaging service with an RCS sender'),
      about: 'Messaging service of the RCS sender; without it nothing goes by RCS.',
      example: 'MG0123456789',
    },
    stopNumberFr: {
      env: 'TWILIO_STOP_NUMBER_FR',
      ...optionalStopNumber(),
      about:
        'Where TWILIO_FROM is letters: the number to which people in France send STOP. Without it nothing goes to France.',
      example: '36111',
    },
    baseUrl: {
      env: 'TWILIO_BASE_URL',
      ...url('https://api.twilio.com'),
      about: 'Address of the API.',
      example: 'https://api.twilio.com',
    },
  },
  create: (settings, { publicUrl }) =>
    createTwilio({ ...settings, statusCallbackUrl: callbackUrl(publicUrl, 'twilio') }),
  callback: ({ authToken }) => createTwilioCallback({ authToken }),
});

export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  /** A sending number in E.164, letters that nobody can answer, or a messaging service (`MG…`). */
  readonly from: string;
  /** The number or messaging service that sends by WhatsApp. */
  readonly whatsAppFrom?: string | undefined;
  /** The messaging service (`MG…`) that the RCS sender belongs to. */
  readonly rcsService?: string | undefined;
  /** What takes a STOP in France where `from` is letters. */
  readonly stopNumberFr?: string | undefined;
  /** `https://api.twilio.com`. */
  readonly baseUrl: string;
  /** Where Twilio reports what became of a message; `?store=…&message=…` is added: which message of ours it is. */
  readonly statusCallbackUrl?: string;
  readonly timeoutMs?: number;
}

/** Messages to one number looked at in a look-up: more than that within one attempt means something else is wrong. */
const lookupMessagesMax = 50;
/** How far Twilio's clock may be behind ours. */
const clockSkewMs = 60_000;

/**
 * SMS through Twilio, which has no idempotency key: an unknown send is looked up by recipient and text, which holds the
 * message's own link. A 5xx says nothing about whether the message was taken, so it is `unknown` too.
 */
export function createTwilio(settings: TwilioSettings): Provider<SmsMessage> {
  const sender = lettersSender(settings.from, settings.stopNumberFr);
  return {
    name: 'twilio',
    channel: 'sms',
    carries: [
      ...(settings.whatsAppFrom ? ['whatsapp' as const] : []),
      ...(settings.rcsService ? ['rcs' as const] : []),
    ],
    ...(sender && { sender }),
    recovery: { kind: 'lookup' },
    async send(message, options) {
      try {
        const client = await clientFor(settings, options);
        const created = await client.messages.create({
          ...envelopeOf(settings, message),
          ...(settings.statusCallbackUrl ? { statusCallback: withIds(settings.statusCallbackUrl, options) } : {}),
        });
        return created.sid
          ? { kind: 'accepted', providerMessageId: created.sid }
          : { kind: 'unknown', cause: 'success_without_id' };
      } catch (error) {
        return resultOfFailure(error, (answer) => resultOfAnswer(answer, message));
      }
    },
    lookup: (message, options) => lookup(settings, message, options),
    report: (providerMessageId, options) => readReport(settings, providerMessageId, options),
  };
}

/** What a send says of its way. With `rcs:` before the number Twilio sends no SMS in its place: when to, the claim decides. */
function envelopeOf(settings: TwilioSettings, { to, text, by }: SmsMessage) {
  if (!by) return { to, body: text, ...senderOf(settings.from) };
  const sender = by.carrier === 'rcs' ? settings.rcsService : settings.whatsAppFrom;
  if (!sender) throw new Error(`no sender is set for ${by.carrier}`);
  const content = by.content
    ? { contentSid: by.content.sid, contentVariables: JSON.stringify(by.content.variables) }
    : { body: text };
  const from = by.carrier === 'whatsapp' && !sender.startsWith('MG') ? addressAt('whatsapp', sender) : sender;
  return { to: addressAt(by.carrier, to), ...content, ...senderOf(from) };
}

function senderOf(from: string) {
  return from.startsWith('MG') ? { messagingServiceSid: from } : { from };
}

async function readReport(
  settings: TwilioSettings,
  providerMessageId: string,
  options: AskOptions,
): Promise<Meaning | undefined> {
  const client = await clientFor(settings, options);
  const { status, errorCode: code } = await client.messages(providerMessageId).fetch();
  return meaningOf(status, vendorCode(code));
}

async function lookup(settings: TwilioSettings, message: SmsMessage, options: LookupOptions): Promise<LookupResult> {
  try {
    // Not filtered by DateSent: a message that still waits in Twilio's queue has none.
    const client = await clientFor(settings, options);
    const sent = await client.messages.list({
      to: message.by ? addressAt(message.by.carrier, message.to) : message.to,
      limit: lookupMessagesMax,
      pageSize: lookupMessagesMax,
    });
    const { startedAt, ended = [] } = options;
    const recent = sent.filter(
      ({ sid, dateCreated }) => dateCreated.getTime() >= startedAt - clockSkewMs && !ended.includes(sid),
    );
    const found = recent.find(({ body }) => sameText(body, message.text));
    if (found) return { kind: 'found', providerMessageId: found.sid };
    // What a template said is in other words than ours, and its link may stand on a button.
    if (message.by?.content && recent.length > 0) return { kind: 'unknown', cause: 'template_not_told_apart' };
    return recent.length < lookupMessagesMax ? { kind: 'not_found' } : { kind: 'unknown', cause: 'too_many_messages' };
  } catch (error) {
    if (!(error instanceof VendorCallError)) throw error;
    return {
      kind: 'unknown',
      cause: error.failure.kind === 'answered' ? `http_${error.failure.answer.status}` : 'no_answer',
    };
  }
}

/** Twilio may swap typographic characters ("smart encoding") and trims; the message's own link survives both. */
function sameText(found: string, ours: string): boolean {
  const link = ours.match(/https?:\/\/\S+/)?.[0];
  return found.trim() === ours.trim() || (link !== undefined && found.includes(link));
}

function resultOfAnswer({ status, headers, body }: VendorAnswer, { by }: SmsMessage): SendResult {
  const code = errorCode((body as { code?: unknown } | undefined)?.code, status);
  // 21611: the queue of this sender is full.
  if (status === 429 || code === '21611' || code === carrierRateLimit)
    return { kind: 'rejected', class: 'retry', code, retryAfterMs: retryAfterMs(headers), fault: 'throttled' };
  if (status >= 500) return failedAtVendor(code);
  // What is wrong with the account or its registration is for an operator to mend.
  if (status === 401 || status === 403 || (ownFaults.has(code) && code !== filteredText))
    return { kind: 'rejected', class: 'retry', code, fault: 'refused' };
  const carrierFault = by && carrierFaultOf(code);
  if (carrierFault) return { kind: 'rejected', class: 'permanent', code, carrierFault };
  if (status < 400 || status === 408) return { kind: 'rejected', class: 'retry', code };
  if (code === optedOut) return { kind: 'rejected', class: 'permanent', code, unsubscribed: true };
  return { kind: 'rejected', class: 'permanent', code, ...(unusableNumbers.has(code) ? { suppress: true } : {}) };
}

function withIds(base: string, { storeId, idempotencyKey }: SendOptions): string {
  const url = new URL(base);
  url.searchParams.set('store', storeId);
  url.searchParams.set('message', idempotencyKey);
  url.hash = callbackTries;
  return url.href;
}

/** The official client over our transport, so that a lost answer is told from a refused connection. */
async function clientFor(settings: TwilioSettings, options: AskOptions): Promise<Twilio> {
  // Loaded on first use: every process reads the list of providers, and few send an SMS.
  const { default: createClient } = await import('twilio');
  const transport = {
    async request({ method, uri, username, password, data, params }: TwilioRequest) {
      const target = new URL(uri);
      const query = new URLSearchParams(params).toString();
      const answer = await callVendor({
        method: method.toUpperCase() === 'GET' ? 'GET' : 'POST',
        url: `${settings.baseUrl}${target.pathname}${query ? `?${query}` : target.search}`,
        headers: {
          authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'application/json',
        },
        body: data ? new URLSearchParams(data).toString() : undefined,
        signal: options.signal,
        timeoutMs: settings.timeoutMs ?? vendorTimeoutMs,
      });
      return { statusCode: answer.status, body: answer.body, headers: Object.fromEntries(answer.headers) };
    },
  };
  // The client only ever calls `request`; its type asks for its own axios class.
  const httpClient = transport as unknown as NonNullable<NonNullable<Parameters<typeof createClient>[2]>['httpClient']>;
  return createClient(settings.accountSid, settings.authToken, {
    accountSid: settings.accountSid,
    autoRetry: false,
    httpClient,
  });
}

interface TwilioRequest {
  readonly method: string;
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly data?: Record<string, string>;
  readonly params?: Record<string, string>;
}
