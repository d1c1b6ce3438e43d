import { createHmac, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import twilio from 'twilio';
import { createMailgunCallback } from '../channels/email/mailgun-callback.ts';
import { createResendCallback } from '../channels/email/resend-callback.ts';
import { createSendgridCallback } from '../channels/email/sendgrid-callback.ts';
import type { CallbackRequest } from '../channels/provider-callback.ts';
import type { CallbackOf } from '../channels/providers.ts';
import { createTwilioCallback } from '../channels/sms/twilio-callback.ts';

const webhookSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const authToken = 'the token of the tests';
export const mailgunKey = 'the webhook key of the tests';
const sendgridKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const callbacks = new Map(
  Object.entries({
    mailgun: createMailgunCallback({ webhookKey: mailgunKey }),
    resend: createResendCallback({ webhookSecret }),
    sendgrid: createSendgridCallback({
      webhookKey: sendgridKeys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    }),
    twilio: createTwilioCallback({ authToken }),
  }),
);

/** The callbacks of the vendors, with the secrets that the makers below sign with. */
export const callbackOf: CallbackOf = (provider) => callbacks.get(provider);

/** Where the API of `api-fixture.ts` is for vendors. */
const callbacksUrl = 'https://engine.example/v1/callbacks';

export interface ResendEvent {
  readonly type: string;
  readonly emailId?: string;
  readonly data?: object;
  /** The same over its repetitions. */
  readonly svixId?: string;
  readonly atMs?: number;
  readonly receivedAtMs?: number;
}

/** A webhook of Resend as it would arrive. */
export function resendCallback({
  type,
  emailId = randomUUID(),
  data = {},
  svixId = `msg_${randomUUID()}`,
  receivedAtMs = Date.now(),
  atMs = receivedAtMs,
}: ResendEvent): CallbackRequest {
  const event = { type, created_at: new Date(atMs).toISOString(), data: { email_id: emailId, ...data } };
  return signedByResend(Buffer.from(JSON.stringify(event)), { svixId, receivedAtMs });
}

/** Any bytes, signed as Resend signs them. */
export function signedByResend(
  body: Uint8Array,
  { svixId = `msg_${randomUUID()}`, receivedAtMs = Date.now() } = {},
): CallbackRequest {
  const timestamp = String(Math.floor(receivedAtMs / 1_000));
  const key = Buffer.from(webhookSecret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${svixId}.${timestamp}.`).update(body).digest('base64');
  return {
    url: `${callbacksUrl}/resend`,
    headers: {
      'content-type': 'application/json',
      'svix-id': svixId,
      'svix-timestamp': timestamp,
      'svix-signature': `v1,${signature}`,
    },
    body,
    receivedAtMs,
  };
}

/** A status callback of Twilio as it would arrive. */
export function twilioCallback(
  fields: Readonly<Record<string, string>>,
  { query = '', receivedAtMs = Date.now() } = {},
): CallbackRequest {
  const url = `${callbacksUrl}/twilio${query}`;
  return {
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(authToken, url, { ...fields }),
    },
    body: Buffer.from(new URLSearchParams(fields).toString()),
    receivedAtMs,
  };
}

/** A batch of SendGrid's events as it would arrive. */
export function sendgridCallback(events: readonly unknown[], { receivedAtMs = Date.now() } = {}): CallbackRequest {
  const body = Buffer.from(`${JSON.stringify(events)}\r\n`);
  const timestamp = String(Math.floor(receivedAtMs / 1_000));
  return {
    url: `${callbacksUrl}/sendgrid`,
    headers: {
      'content-type': 'application/json',
      'x-twilio-email-event-webhook-timestamp': timestamp,
      'x-twilio-email-event-webhook-signature': createSign('sha256')
        .update(timestamp)
        .update(body)
        .sign(sendgridKeys.privateKey, 'base64'),
    },
    body,
    receivedAtMs,
  };
}

/** A webhook of Mailgun as it would arrive. */
export function mailgunCallback(
  event: object,
  { receivedAtMs = Date.now(), token = randomUUID().replaceAll('-', ''), key = mailgunKey } = {},
): CallbackRequest {
  const timestamp = String(Math.floor(receivedAtMs / 1_000));
  const signature = createHmac('sha256', key).update(`${timestamp}${token}`).digest('hex');
  return {
    url: `${callbacksUrl}/mailgun`,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ signature: { timestamp, token, signature }, 'event-data': event })),
    receivedAtMs,
  };
}
