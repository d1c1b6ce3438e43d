import { z } from 'zod';
import { choice, optionalText, optionalUrl, type SettingKind } from '../../runtime/setting-kinds.ts';
import { type AwsAccess, signedAwsHeaders } from '../aws-signature.ts';
import type { Provider, SendResult, SmsMessage } from '../provider.ts';
import { defineProvider } from '../provider-unit.ts';
import { errorCode, failedAtVendor, resultOfFailure } from '../send-result.ts';
import { callVendor, retryAfterMs, type VendorAnswer, vendorTimeoutMs } from '../vendor-call.ts';
import { lettersSender, optionalStopNumber } from './letters-sender.ts';

export const sns = defineProvider({
  name: 'sns',
  channel: 'sms',
  title: 'Amazon SNS',
  settings: {
    accessKeyId: {
      env: 'SNS_ACCESS_KEY_ID',
      ...optionalText(),
      about: 'Access key of a user that may do sns:Publish.',
      example: 'AKIA0123456789',
      needed: true,
    },
    secretAccessKey: {
      env: 'SNS_SECRET_ACCESS_KEY',
      ...optionalText(),
      about: 'Its secret.',
      example: '0123456789abcdef',
      secret: true,
      needed: true,
    },
    region: {
      env: 'SNS_REGION',
      ...optionalText('a region'),
      about: 'Region that sends SMS.',
      example: 'eu-central-1',
      needed: true,
    },
    smsType: {
      env: 'SNS_SMS_TYPE',
      ...choice(['Promotional', 'Transactional'], 'Promotional'),
      about: 'How AWS sends: promotional is cheaper, transactional is more reliable.',
      example: 'Transactional',
    },
    maxPriceUsd: {
      env: 'SNS_MAX_PRICE_USD',
      ...optionalPrice(),
      about:
        'Most that one SMS may cost, in US dollars; AWS drops a dearer one without a word. Unset: the account’s own limit.',
      example: '0.10',
    },
    senderId: {
      env: 'SNS_SENDER_ID',
      ...optionalSenderId(),
      about: 'Name that is shown as the sender in countries that allow one. Nobody can answer it.',
      example: 'LampShop',
    },
    stopNumberFr: {
      env: 'SNS_STOP_NUMBER_FR',
      ...optionalStopNumber(),
      about: 'With SNS_SENDER_ID: the number to which people in France send STOP. Without it nothing goes to France.',
      example: '36111',
    },
    baseUrl: {
      env: 'SNS_BASE_URL',
      ...optionalUrl('https', 'http'),
      about: 'Address of the API, without a slash at its end. Unset: that of the region.',
      example: 'https://sns.eu-central-1.amazonaws.com',
    },
  },
  create: createSns,
});

export interface SnsSettings extends AwsAccess {
  readonly smsType: 'Promotional' | 'Transactional';
  readonly maxPriceUsd?: string;
  readonly senderId?: string;
  /** What takes a STOP in France where there is a `senderId`. */
  readonly stopNumberFr?: string;
  /** `https://sns.eu-central-1.amazonaws.com`; the one of the region when absent. */
  readonly baseUrl?: string;
  readonly timeoutMs?: number;
}

/**
 * SMS through Amazon SNS, to a phone number and not to a topic. A number takes no idempotency key (deduplication is for
 * FIFO topics), and there is neither a look-up nor a report: "accepted" is the last thing that is known of a message, also
 * of one that AWS drops because of the account's spend limit. Through our transport, since the AWS SDK repeats requests by
 * itself. A 5xx says nothing about whether the message was taken.
 */
export function createSns(settings: SnsSettings): Provider<SmsMessage> {
  const url = `${settings.baseUrl ?? `https://sns.${settings.region}.amazonaws.com`}/`;
  const sender = lettersSender(settings.senderId, settings.stopNumberFr);
  return {
    name: 'sns',
    channel: 'sms',
    ...(sender && { sender }),
    recovery: { kind: 'none' },
    async send(message, { signal }) {
      const body = publication(message, settings);
      const contentType = 'application/x-www-form-urlencoded; charset=utf-8';
      try {
        const answer = await callVendor({
          method: 'POST',
          url,
          headers: await signedAwsHeaders({ service: 'sns', url, contentType, body }, settings),
          body,
          signal,
          timeoutMs: settings.timeoutMs ?? vendorTimeoutMs,
          parse: readAnswer,
        });
        const { messageId } = answer.body as SnsAnswer;
        return messageId === undefined
          ? { kind: 'unknown', cause: 'success_without_id' }
          : { kind: 'accepted', providerMessageId: messageId };
      } catch (error) {
        return resultOfFailure(error, resultOfAnswer);
      }
    },
  };
}

function publication({ to, text }: SmsMessage, { smsType, maxPriceUsd, senderId }: SnsSettings): string {
  const form = new URLSearchParams({ Action: 'Publish', Version: '2010-03-31', PhoneNumber: to, Message: text });
  const attributes: readonly (readonly [name: string, type: 'String' | 'Number', value: string | undefined])[] = [
    ['AWS.SNS.SMS.SMSType', 'String', smsType],
    ['AWS.SNS.SMS.MaxPrice', 'Number', maxPriceUsd],
    ['AWS.SNS.SMS.SenderID', 'String', senderId],
  ];
  let count = 0;
  for (const [name, type, value] of attributes) {
    if (value === undefined) continue;
    count += 1;
    const entry = `MessageAttributes.entry.${count}`;
    form.set(`${entry}.Name`, name);
    form.set(`${entry}.Value.DataType`, type);
    form.set(`${entry}.Value.StringValue`, value);
  }
  return form.toString();
}

interface SnsAnswer {
  readonly messageId: string | undefined;
  readonly errorCode: string | undefined;
}

/** SNS answers in XML of one shape: its id or its error's code is all that is read. Throws for anything else. */
function readAnswer(text: string): SnsAnswer {
  if (!/<(PublishResponse|ErrorResponse)[\s>]/.test(text)) throw new Error('no answer of SNS');
  return {
    messageId: /<MessageId>([\w-]{1,100})<\/MessageId>/.exec(text)?.[1],
    errorCode: /<Code>([\w.-]{1,64})<\/Code>/.exec(text)?.[1],
  };
}

/** Refusals of the account or for now, not of the message: https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html. */
const accountErrors = new Set(['authorizationerror', 'endpointdisabled', 'optinrequired', 'requestexpired']);

function resultOfAnswer({ status, headers, body }: VendorAnswer): SendResult {
  const code = errorCode((body as SnsAnswer | undefined)?.errorCode, status);
  if (status === 429 || code.startsWith('throttl'))
    return { kind: 'rejected', class: 'retry', code, retryAfterMs: retryAfterMs(headers), fault: 'throttled' };
  if (status >= 500) return failedAtVendor(code);
  if (status === 401 || status === 403 || accountErrors.has(code))
    return { kind: 'rejected', class: 'retry', code, retryAfterMs: retryAfterMs(headers), fault: 'refused' };
  if (status < 400 || status === 408)
    return { kind: 'rejected', class: 'retry', code, retryAfterMs: retryAfterMs(headers) };
  // InvalidParameter is a number or a text or a setting: it costs nobody their number.
  return { kind: 'rejected', class: 'permanent', code };
}

function optionalPrice(): SettingKind<z.ZodOptional<z.ZodString>> {
  return {
    schema: z
      .string()
      .regex(/^(?!0+(\.0+)?$)\d{1,4}(\.\d{1,5})?$/)
      .optional(),
    expects: 'a price above 0 in US dollars with a point, such as 0.10',
    fallback: undefined,
  };
}

function optionalSenderId(): SettingKind<z.ZodOptional<z.ZodString>> {
  return {
    schema: z
      .string()
      .regex(/^(?=.*[A-Za-z])[A-Za-z0-9-]{1,11}$/)
      .optional(),
    expects: '1 to 11 letters, digits or hyphens with at least one letter',
    fallback: undefined,
  };
}
