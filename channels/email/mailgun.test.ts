import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingProvider, startRecordingProvider } from '../../test/recording-provider.ts';
import type { EmailMessage } from '../provider.ts';
import { readProvidersConfig } from '../provider-config.ts';
import { providerUnits } from '../registry.ts';
import { createMailgun } from './mailgun.ts';

const message: EmailMessage = {
  channel: 'email',
  to: 'ada+carts@example.com',
  from: '"Foo, Inc. (Billing)" <shop@example.com>',
  subject: 'Dein Körbchen 🛒',
  html: '<p>Hello & good day</p>',
  text: 'Hello',
  headers: {
    'List-Unsubscribe': '<https://recover.example/u/x>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
};
const options = { storeId: 'store-1', idempotencyKey: 'message-1', signal: new AbortController().signal };
const minuteMs = 60_000;

describe('Mailgun', () => {
  let vendor: RecordingProvider;
  beforeEach(async () => {
    vendor = await startRecordingProvider();
  });
  afterEach(() => vendor.close());
  const mailgun = () => createMailgun({ apiKey: 'key-secret', domain: 'mg.shop.example', baseUrl: vendor.url });
  const sendWhile = (code: string) => {
    vendor.next({ kind: 'reject', code });
    return mailgun().send(message, options);
  };

  test('gets both bodies, the unsubscribe headers, and what its events have to repeat', async () => {
    expect(await mailgun().send(message, options)).toEqual({
      kind: 'accepted',
      providerMessageId: vendor.accepted[0]?.id,
    });
    const [request] = vendor.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/v3/mg.shop.example/messages' });
    expect(request?.headers['authorization']).toBe(`Basic ${Buffer.from('api:key-secret').toString('base64')}`);
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      from: message.from,
      to: message.to,
      subject: message.subject,
      html: message.html,
      text: message.text,
      'h:List-Unsubscribe': '<https://recover.example/u/x>',
      'h:List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'v:store': 'store-1',
      'v:message': 'message-1',
    });
  });

  test('gets no address that could be read in two ways', async () => {
    const to = '"a@evil.example x"@shop.example';
    expect(await mailgun().send({ ...message, to }, options)).toMatchObject({ code: 'recipient_unreadable' });
    expect(await mailgun().send({ ...message, from: to }, options)).toMatchObject({ code: 'sender_unreadable' });
    expect(vendor.requests).toEqual([]);
  });

  test.each(['400', '413'])('a message answered with %s is refused for good', async (code) => {
    expect(await sendWhile(code)).toEqual({ kind: 'rejected', class: 'permanent', code: `http_${code}` });
  });

  test.each(['401', '402', '403', '404'])(
    'an answer of %s is for an operator to mend, and costs no message',
    async (code) => {
      expect(await sendWhile(code)).toMatchObject({ class: 'retry', code: `http_${code}`, fault: 'refused' });
    },
  );

  test('finds only the message of our id, however many the person got', async () => {
    await mailgun().send(message, { ...options, idempotencyKey: 'another' });
    vendor.next({ kind: 'accept_then_drop' });
    await mailgun().send(message, options);
    const [, lost] = vendor.accepted;
    const startedAt = Date.now();
    expect(await mailgun().lookup?.(message, { ...options, startedAt })).toEqual({
      kind: 'found',
      providerMessageId: lost?.id,
    });
  });

  test('is not believed to have taken nothing while its events may be late', async () => {
    const lookup = (agoMs: number) => mailgun().lookup?.(message, { ...options, startedAt: Date.now() - agoMs });
    expect(await lookup(29 * minuteMs)).toEqual({ kind: 'unknown', cause: 'events_may_be_late' });
    expect(await lookup(31 * minuteMs)).toEqual({ kind: 'not_found' });
  });

  test('has the address of its region, unless another is set', () => {
    const account = { MAILGUN_API_KEY: 'k', MAILGUN_DOMAIN: 'mg.shop.example' };
    const problems = (env: object) =>
      readProvidersConfig(providerUnits, { ...account, ...env }).problems.map(({ env: name }) => name);
    expect(problems({ MAILGUN_REGION: 'eu' })).toEqual([]);
    expect(problems({ MAILGUN_REGION: 'asia' })).toEqual(['MAILGUN_REGION']);
    expect(problems({ MAILGUN_DOMAIN: 'mg.shop.example/../x' })).toEqual(['MAILGUN_DOMAIN']);
  });
});
