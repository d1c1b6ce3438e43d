import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingProvider, startRecordingProvider } from '../../test/recording-provider.ts';
import type { CarriedBy, SmsMessage } from '../provider.ts';
import { createTwilio, type TwilioSettings } from './twilio.ts';

const message: SmsMessage = {
  channel: 'sms',
  to: '+4915112345678',
  text: 'Your cart: https://recover.example/r/mine Reply STOP to opt out',
};
const options = { storeId: 'store', idempotencyKey: 'message-1', signal: new AbortController().signal };

describe('Twilio', () => {
  let vendor: RecordingProvider;
  beforeEach(async () => {
    vendor = await startRecordingProvider();
  });
  afterEach(() => vendor.close());
  const twilio = (settings: Partial<TwilioSettings> = {}) =>
    createTwilio({ accountSid: 'AC0', authToken: 'secret', from: '+15005550006', baseUrl: vendor.url, ...settings });
  const lookup = (text: string, startedAt: number) =>
    twilio().lookup?.({ ...message, text }, { ...options, startedAt });

  test('a sender of letters cannot be answered, a number and a messaging service can (field 39)', () => {
    expect(twilio({ from: 'MYSHOP', stopNumberFr: '36111' }).sender).toEqual({
      ...{ takesAnswers: false, stopNumbers: { FR: '36111' } },
    });
    for (const from of ['+15005550006', '36111', 'MG0123']) expect(twilio({ from }).sender).toBeUndefined();
  });

  test.each(['21211', '21614'])('error %s means that the number must not be used again', async (code) => {
    vendor.next({ kind: 'reject', code });
    expect(await twilio().send(message, options)).toEqual({
      kind: 'rejected',
      class: 'permanent',
      code,
      suppress: true,
    });
  });

  test('error 21610 is the person’s own refusal (field 26)', async () => {
    vendor.next({ kind: 'reject', code: '21610' });
    expect(await twilio().send(message, options)).toEqual({
      kind: 'rejected',
      class: 'permanent',
      code: '21610',
      unsubscribed: true,
    });
  });

  test.each(['21602', '21408', '30007'])('error %s costs the message, not the number (field 30)', async (code) => {
    vendor.next({ kind: 'reject', code });
    expect(await twilio().send(message, options)).toEqual({ kind: 'rejected', class: 'permanent', code });
  });

  test.each(['30002', '30034'])(
    'error %s is for an operator to mend, and costs no message (field 30)',
    async (code) => {
      vendor.next({ kind: 'reject', code });
      expect(await twilio().send(message, options)).toMatchObject({ class: 'retry', code, fault: 'refused' });
    },
  );

  test('a full queue at Twilio is a reason to try later', async () => {
    vendor.next({ kind: 'reject', code: '21611' });
    expect(await twilio().send(message, options)).toMatchObject({ class: 'retry', fault: 'throttled' });
  });

  test('sends as a form with the account’s credentials, and names the message in the callback (field 19)', async () => {
    await twilio({ statusCallbackUrl: 'https://recover.example/callbacks/twilio' }).send(message, options);
    const [request] = vendor.requests;
    expect(request?.path).toBe('/2010-04-01/Accounts/AC0/Messages.json');
    expect(request?.headers['authorization']).toBe(`Basic ${Buffer.from('AC0:secret').toString('base64')}`);
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      To: message.to,
      From: '+15005550006',
      Body: message.text,
      StatusCallback: 'https://recover.example/callbacks/twilio?store=store&message=message-1#rc=5&rp=all',
    });
  });

  test('a messaging service sends in place of a number', async () => {
    await twilio({ from: 'MG0123' }).send(message, options);
    expect(Object.fromEntries(new URLSearchParams(vendor.requests[0]?.body))).toMatchObject({
      MessagingServiceSid: 'MG0123',
    });
  });

  const byWhatsApp = (content: CarriedBy['content']): SmsMessage => ({
    ...message,
    by: { carrier: 'whatsapp', content },
  });
  const template = { sid: 'HX0', variables: { 1: 'Ada', 2: 'https://recover.example/r/mine' } };

  test('WhatsApp gets the template with its variables, and never our text beside it', async () => {
    await twilio({ whatsAppFrom: '+15005550007' }).send(byWhatsApp(template), options);
    expect(Object.fromEntries(new URLSearchParams(vendor.requests[0]?.body))).toEqual({
      ...{ To: 'whatsapp:+4915112345678', From: 'whatsapp:+15005550007', ContentSid: 'HX0' },
      ContentVariables: JSON.stringify(template.variables),
    });
  });

  test('RCS is asked for alone, so that when an SMS goes out in its place is decided here', async () => {
    await twilio({ rcsService: 'MG0' }).send({ ...message, by: { carrier: 'rcs', content: null } }, options);
    expect(Object.fromEntries(new URLSearchParams(vendor.requests[0]?.body))).toEqual({
      ...{ To: 'rcs:+4915112345678', MessagingServiceSid: 'MG0', Body: message.text },
    });
  });

  test.each(['63003', '63016', '63024', '63036', '63049'])(
    '%s says that this carrier does not reach them',
    async (code) => {
      vendor.next({ kind: 'reject', code });
      expect(await twilio({ whatsAppFrom: '+15005550007' }).send(byWhatsApp(template), options)).toEqual({
        ...{ kind: 'rejected', class: 'permanent', code, carrierFault: 'not_reached' },
      });
    },
  );

  test.each(['63040', '63041', '63042'])('%s says that the template was stopped (field 32)', async (code) => {
    vendor.next({ kind: 'reject', code });
    expect(await twilio({ whatsAppFrom: '+15005550007' }).send(byWhatsApp(template), options)).toEqual({
      ...{ kind: 'rejected', class: 'permanent', code, carrierFault: 'template_stopped' },
    });
  });

  test('a limit of WhatsApp is a reason to try later, and none to go another way', async () => {
    vendor.next({ kind: 'reject', code: '63018' });
    expect(await twilio({ whatsAppFrom: '+15005550007' }).send(byWhatsApp(template), options)).toMatchObject({
      ...{ kind: 'rejected', class: 'retry', fault: 'throttled' },
    });
  });

  test('a look-up for a template that it cannot tell from another one cannot tell', async () => {
    const other = { sid: 'HX1', variables: { 1: 'Ada' } };
    const open = twilio({ whatsAppFrom: '+15005550007' });
    await open.send(byWhatsApp(other), options);
    const asked = { ...options, startedAt: Date.now() };
    expect(await open.lookup?.(byWhatsApp(template), asked)).toEqual({
      ...{ kind: 'unknown', cause: 'template_not_told_apart' },
    });
    // An SMS to the same number is none of it.
    expect(await open.lookup?.(message, asked)).toEqual({ kind: 'not_found' });
  });

  test('a look-up finds the message by its own link, whatever Twilio made of the characters around it', async () => {
    await twilio().send(message, options);
    expect(await lookup(message.text.replace('Your cart', 'Your “cart”'), Date.now())).toMatchObject({ kind: 'found' });
  });

  test('a look-up takes no other message to the same person for ours', async () => {
    await twilio().send({ ...message, text: 'Your order is on its way: https://shop.example/o/1' }, options);
    expect(await lookup(message.text, Date.now())).toEqual({ kind: 'not_found' });
  });

  test('a look-up does not believe in messages from before the attempt', async () => {
    await twilio().send(message, options);
    expect(await lookup(message.text, Date.now() + 3_600_000)).toEqual({ kind: 'not_found' });
  });

  test('a look-up that sees only newer messages cannot tell', async () => {
    for (let count = 0; count < 50; count += 1) await twilio().send({ ...message, text: `Code ${count}` }, options);
    expect(await lookup(message.text, Date.now())).toEqual({ kind: 'unknown', cause: 'too_many_messages' });
  });

  test('a look-up that gets no answer cannot tell', async () => {
    const closed = await startRecordingProvider();
    await closed.close();
    expect(await twilio({ baseUrl: closed.url }).lookup?.(message, { ...options, startedAt: Date.now() })).toEqual({
      kind: 'unknown',
      cause: 'no_answer',
    });
  });
});
