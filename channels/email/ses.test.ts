import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { awsAuthorizationOf } from '../../test/aws-authorization.ts';
import { type RecordingProvider, startRecordingProvider } from '../../test/recording-provider.ts';
import type { EmailMessage } from '../provider.ts';
import { createSes, type SesSettings } from './ses.ts';

const message: EmailMessage = {
  channel: 'email',
  to: 'ada@example.com',
  from: 'Shop <shop@example.com>',
  subject: 'Dein Körbchen',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: {
    'List-Unsubscribe': '<https://recover.example/u/x>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
};
const options = { storeId: 'store-1', idempotencyKey: 'message-1', signal: new AbortController().signal };
const account = { accessKeyId: 'AKIATEST', secretAccessKey: 'hunter2', region: 'eu-central-1' };

describe('Amazon SES', () => {
  let vendor: RecordingProvider;
  beforeEach(async () => {
    vendor = await startRecordingProvider();
  });
  afterEach(() => vendor.close());
  const ses = (settings: Partial<SesSettings> = {}) => createSes({ ...account, baseUrl: vendor.url, ...settings });
  const sendWhile = (code: string) => {
    vendor.next({ kind: 'reject', code });
    return ses().send(message, options);
  };
  const lastBody = () => JSON.parse(vendor.requests.at(-1)?.body ?? '');

  test('sends both bodies, the unsubscribe headers and what its reports have to repeat', async () => {
    await ses({ configurationSet: 'cart-recovery' }).send(message, options);
    expect(lastBody()).toEqual({
      FromEmailAddress: message.from,
      Destination: { ToAddresses: [message.to] },
      Content: {
        Simple: {
          Subject: { Data: message.subject, Charset: 'UTF-8' },
          Body: { Html: { Data: message.html, Charset: 'UTF-8' }, Text: { Data: message.text, Charset: 'UTF-8' } },
          Headers: [
            { Name: 'List-Unsubscribe', Value: '<https://recover.example/u/x>' },
            { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
          ],
        },
      },
      EmailTags: [
        { Name: 'message', Value: 'message-1' },
        { Name: 'store', Value: 'store-1' },
      ],
      ConfigurationSetName: 'cart-recovery',
    });
  });

  test('puts where answers go into the place that it has for it', async () => {
    await ses().send({ ...message, headers: { 'Reply-To': 'reply+1@in.shop.example' } }, options);
    expect(lastBody()).toMatchObject({
      ReplyToAddresses: ['reply+1@in.shop.example'],
      Content: { Simple: { Headers: [] } },
    });
  });

  test('signs what goes over the wire', async () => {
    await ses().send(message, options);
    const [request] = vendor.requests;
    expect(request?.headers['authorization']).toBe(request && awsAuthorizationOf(request, 'ses', account));
  });

  test.each([
    ['Léa’s Möbel <shop@example.com>', 'Léa’s Möbel'],
    ['"Töpfe, \\"gut\\" & Co" <shop@example.com>', 'Töpfe, "gut" & Co'],
    [`${'Ж'.repeat(60)} <shop@example.com>`, 'Ж'.repeat(60)],
  ])('the sender %s arrives as its people write it', async (from, name) => {
    await ses().send({ ...message, from }, options);
    const sender: string = lastBody().FromEmailAddress;
    expect(sender).toMatch(/^[\x20-\x7e]+ <shop@example\.com>$/);
    const words = [...sender.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/g)];
    expect(words.map(([word]) => word.length <= 75)).not.toContain(false);
    expect(words.map(([, data = '']) => Buffer.from(data, 'base64').toString()).join('')).toBe(name);
  });

  test.each(['MessageRejected', 'BadRequestException'])('%s is refused for good', async (code) => {
    expect(await sendWhile(code)).toEqual({ kind: 'rejected', class: 'permanent', code: code.toLowerCase() });
  });

  test.each([
    'SendingPausedException',
    'MailFromDomainNotVerifiedException',
    'AccountSuspendedException',
    'NotFoundException',
  ])('%s is for an operator to mend, and costs no message', async (code) => {
    expect(await sendWhile(code)).toMatchObject({ class: 'retry', code: code.toLowerCase(), fault: 'refused' });
  });

  test('a spent quota is that of the day', async () => {
    expect(await sendWhile('LimitExceededException')).toMatchObject({ class: 'retry', fault: 'day_quota' });
  });
});
