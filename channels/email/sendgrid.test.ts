import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingProvider, startRecordingProvider } from '../../test/recording-provider.ts';
import type { EmailMessage } from '../provider.ts';
import { readProvidersConfig } from '../provider-config.ts';
import { providerUnits } from '../registry.ts';
import { createSendgrid, sendgrid } from './sendgrid.ts';

const message: EmailMessage = {
  channel: 'email',
  to: 'ada@example.com',
  from: '"Foo, Inc. (Billing)" <shop@example.com>',
  subject: 'Dein Körbchen 🛒',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: {
    'List-Unsubscribe': '<https://recover.example/u/x>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
};
const options = { storeId: 'store-1', idempotencyKey: 'message-1', signal: new AbortController().signal };

describe('SendGrid', () => {
  let vendor: RecordingProvider;
  beforeEach(async () => {
    vendor = await startRecordingProvider();
  });
  afterEach(() => vendor.close());
  const send = (change: Partial<EmailMessage> = {}) =>
    createSendgrid({ apiKey: 'SG.secret', baseUrl: vendor.url }).send({ ...message, ...change }, options);
  const sendWhile = (code: string) => {
    vendor.next({ kind: 'reject', code });
    return send();
  };
  const lastBody = () => JSON.parse(vendor.requests.at(-1)?.body ?? '');

  test('gets both bodies, the unsubscribe headers, and what its reports have to repeat', async () => {
    expect(await send()).toEqual({ kind: 'accepted', providerMessageId: vendor.accepted[0]?.id });
    expect(vendor.requests[0]?.headers['authorization']).toBe('Bearer SG.secret');
    expect(lastBody()).toEqual({
      personalizations: [{ to: [{ email: 'ada@example.com' }] }],
      from: { email: 'shop@example.com', name: 'Foo, Inc. (Billing)' },
      subject: message.subject,
      content: [
        { type: 'text/plain', value: 'Hello' },
        { type: 'text/html', value: '<p>Hello</p>' },
      ],
      headers: message.headers,
      custom_args: { store: 'store-1', message: 'message-1' },
      tracking_settings: { subscription_tracking: { enable: false } },
    });
  });

  test('gets where answers go apart from the other headers, among which it refuses it', async () => {
    await send({ headers: { ...message.headers, 'Reply-To': 'Help <help@example.com>' } });
    expect(lastBody()).toMatchObject({
      reply_to: { email: 'help@example.com', name: 'Help' },
      headers: message.headers,
    });
    expect(lastBody().headers).not.toHaveProperty('Reply-To');
  });

  test('gets no address that could be read in two ways', async () => {
    expect(await send({ from: '"a@evil.example x"@shop.example' })).toMatchObject({ code: 'sender_unreadable' });
    expect(await send({ to: '"a@evil.example x"@shop.example' })).toMatchObject({ code: 'recipient_unreadable' });
    expect(vendor.requests).toEqual([]);
  });

  test.each(['400', '413'])('a message answered with %s is refused for good', async (code) => {
    expect(await sendWhile(code)).toEqual({ kind: 'rejected', class: 'permanent', code: `http_${code}` });
  });

  test.each(['401', '403', '404'])('an answer of %s is for an operator to mend, and costs no message', async (code) => {
    const fault = code === '404' ? {} : { fault: 'refused' };
    expect(await sendWhile(code)).toEqual({ kind: 'rejected', class: 'retry', code: `http_${code}`, ...fault });
  });

  test('a webhook key that is no key is said when the configuration is read', () => {
    const problems = (key: string) => readProvidersConfig(providerUnits, { SENDGRID_WEBHOOK_KEY: key }).problems;
    const said = problems('no key').filter(({ env }) => env === 'SENDGRID_WEBHOOK_KEY');
    expect(said).toMatchObject([{ expects: expect.stringMatching(/^the verification key of a signed event webhook/) }]);
    expect(problems(sendgrid.settings.webhookKey.example)).toEqual([]);
  });
});
