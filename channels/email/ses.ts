import { hourMs } from '../../domain/duration.ts';
import { optionalText, optionalUrl } from '../../runtime/setting-kinds.ts';
import { type AwsAccess, signedAwsHeaders } from '../aws-signature.ts';
import type { EmailMessage, Provider, SendResult } from '../provider.ts';
import { defineProvider } from '../provider-unit.ts';
import { errorCode, failedAtVendor, resultOfFailure } from '../send-result.ts';
import { callVendor, retryAfterMs, type VendorAnswer, vendorTimeoutMs } from '../vendor-call.ts';
import { encodeMailbox } from './mailbox.ts';
import { createSesCallback } from './ses-callback.ts';

export const ses = defineProvider({
  name: 'ses',
  channel: 'email',
  title: 'Amazon SES',
  settings: {
    accessKeyId: {
      env: 'SES_ACCESS_KEY_ID',
      ...optionalText(),
      about: 'Access key of a user that may do ses:SendEmail.',
      example: 'AKIA0123456789',
      needed: true,
    },
    secretAccessKey: {
      env: 'SES_SECRET_ACCESS_KEY',
      ...optionalText(),
      about: 'Its secret.',
      example: '0123456789abcdef',
      secret: true,
      needed: true,
    },
    region: {
      env: 'SES_REGION',
      ...optionalText('a region'),
      about: 'Region in which the sender is verified.',
      example: 'eu-central-1',
      needed: true,
    },
    configurationSet: {
      env: 'SES_CONFIGURATION_SET',
      ...optionalText(),
      about: 'Configuration set that publishes what becomes of the e-mails.',
      example: 'cart-recovery',
    },
    topicArn: {
      env: 'SES_TOPIC_ARN',
      ...optionalText('the ARN of an SNS topic'),
      about: 'Topic to which the configuration set publishes. Unset: its reports are refused.',
      example: 'arn:aws:sns:eu-central-1:123456789012:cart-recovery',
    },
    baseUrl: {
      env: 'SES_BASE_URL',
      ...optionalUrl('https', 'http'),
      about: 'Address of the API, without a slash at its end. Unset: that of the region.',
      example: 'https://email.eu-central-1.amazonaws.com',
    },
  },
  create: createSes,
  callback: ({ topicArn }) => (topicArn === undefined ? undefined : createSesCallback({ topicArn })),
});

export interface SesSettings extends AwsAccess {
  readonly configurationSet?: string;
  /** `https://email.eu-central-1.amazonaws.com`; the one of the region when absent. */
  readonly baseUrl?: string;
  readonly timeoutMs?: number;
}

/**
 * E-mail through Amazon SES, API version 2. It has no idempotency key and cannot be asked for a message, so a lost answer and
 * a 5xx stay unknown. The AWS SDK is left out: it repeats failed requests by itself.
 */
export function createSes(settings: SesSettings): Provider<EmailMessage> {
  const url = `${settings.baseUrl ?? `https://email.${settings.region}.amazonaws.com`}/v2/email/outbound-emails`;
  return {
    name: 'ses',
    channel: 'email',
    recovery: { kind: 'none' },
    async send(message, { storeId, idempotencyKey, signal }) {
      const body = JSON.stringify(sesEmail(message, { storeId, messageId: idempotencyKey }, settings));
      try {
        const answer = await callVendor({
          method: 'POST',
          url,
          headers: await signedAwsHeaders({ service: 'ses', url, contentType: 'application/json', body }, settings),
          body,
          signal,
          timeoutMs: settings.timeoutMs ?? vendorTimeoutMs,
        });
        const id = (answer.body as { MessageId?: unknown } | null)?.MessageId;
        return typeof id === 'string' && id !== ''
          ? { kind: 'accepted', providerMessageId: id }
          : { kind: 'unknown', cause: 'success_without_id' };
      } catch (error) {
        return resultOfFailure(error, resultOfAnswer);
      }
    },
  };
}

function sesEmail(
  message: EmailMessage,
  tags: { readonly storeId: string; readonly messageId: string },
  { configurationSet }: SesSettings,
) {
  const { 'Reply-To': replyTo, ...headers } = message.headers;
  const text = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return {
    FromEmailAddress: encodeMailbox(message.from),
    Destination: { ToAddresses: [message.to] },
    // SES has a place of its own for it.
    ...(replyTo === undefined ? {} : { ReplyToAddresses: [encodeMailbox(replyTo)] }),
    Content: {
      Simple: {
        Subject: text(message.subject),
        Body: { Html: text(message.html), Text: text(message.text) },
        Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
      },
    },
    // SES repeats them in its reports.
    EmailTags: [
      { Name: 'message', Value: tags.messageId },
      { Name: 'store', Value: tags.storeId },
    ],
    ...(configurationSet === undefined ? {} : { ConfigurationSetName: configurationSet }),
  };
}

/** Refusals of the account, not of the message: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html. */
const accountErrors = new Set([
  'accountsuspendedexception',
  'mailfromdomainnotverifiedexception',
  'notfoundexception',
  'sendingpausedexception',
]);

function resultOfAnswer({ status, headers, body }: VendorAnswer): SendResult {
  const code = errorCode(errorTypeOf(headers, body), status);
  if (status === 429 || code === 'throttlingexception')
    return { kind: 'rejected', class: 'retry', code, retryAfterMs: retryAfterMs(headers), fault: 'throttled' };
  if (status >= 500) return failedAtVendor(code);
  // The rate of a second is a 429 too; this one is the quota of a day.
  if (code === 'limitexceededexception')
    return { kind: 'rejected', class: 'retry', code, retryAfterMs: hourMs, fault: 'day_quota' };
  if (status === 401 || status === 403 || accountErrors.has(code))
    return { kind: 'rejected', class: 'retry', code, fault: 'refused' };
  if (status < 400 || status === 408) return { kind: 'rejected', class: 'retry', code };
  return { kind: 'rejected', class: 'permanent', code };
}

/** `TooManyRequestsException:http://internal.amazon.com/…` in the header, or `com.amazon…#TooManyRequestsException` in the body. */
function errorTypeOf(headers: Headers, body: unknown): string | undefined {
  const named = headers.get('x-amzn-errortype') ?? (body as { __type?: unknown } | null | undefined)?.__type;
  return typeof named === 'string' ? named.split(':')[0]?.split('#').at(-1) : undefined;
}
