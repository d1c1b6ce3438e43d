import { expect, test } from 'vitest';
import { channels } from '../domain/channel.ts';
import { createResend } from './email/resend.ts';
import { createOutbox, type OutboxStore } from './outbox.ts';
import { describeProvider, type ProviderCase } from './provider.contract.ts';
import type { EmailMessage, PushMessage, SmsMessage } from './provider.ts';
import { createFirebase } from './push/firebase.ts';
import { providers } from './registry.ts';
import { createTwilio } from './sms/twilio.ts';

const email: EmailMessage = {
  channel: 'email',
  to: 'ada@example.com',
  from: 'Shop <shop@example.com>',
  subject: 'Your cart',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: { 'List-Unsubscribe': '<https://recover.example/u/x>' },
};
const sms: SmsMessage = {
  channel: 'sms',
  to: '+4915112345678',
  text: 'Your cart: https://recover.example/r/abc Reply STOP to opt out',
};
const push: PushMessage = {
  channel: 'push',
  to: 'device-token-1234',
  title: 'Your cart',
  body: 'Still here',
  url: 'https://recover.example/r/abc',
};

const inMemory = (): OutboxStore => {
  const ids = new Set<string>();
  return { put: async (_message, { idempotencyKey }) => ({ id: ids.add(idempotencyKey) && idempotencyKey }) };
};
const cases = {
  email: {
    outbox: { message: email, remote: false, open: () => createOutbox<EmailMessage>('email', inMemory()) },
    resend: { message: email, remote: true, open: (vendor) => createResend({ apiKey: 're_test', ...vendor }) },
  } satisfies Record<string, ProviderCase<EmailMessage>>,
  sms: {
    outbox: { message: sms, remote: false, open: () => createOutbox<SmsMessage>('sms', inMemory()) },
    twilio: {
      message: sms,
      remote: true,
      open: (vendor) => createTwilio({ accountSid: 'AC0', authToken: 'token', from: '+15005550006', ...vendor }),
    },
  } satisfies Record<string, ProviderCase<SmsMessage>>,
  push: {
    outbox: { message: push, remote: false, open: () => createOutbox<PushMessage>('push', inMemory()) },
    firebase: {
      message: push,
      remote: true,
      open: (vendor) => createFirebase({ projectId: 'test', accessToken: async () => 'token', ...vendor }),
    },
  } satisfies Record<string, ProviderCase<PushMessage>>,
};

test('every provider of the registry keeps the rules below', () => {
  for (const channel of channels) expect(Object.keys(cases[channel])).toEqual(Object.keys(providers[channel]));
});

for (const [name, each] of Object.entries(cases.email)) describeProvider<EmailMessage>(`email/${name}`, each);
for (const [name, each] of Object.entries(cases.sms)) describeProvider<SmsMessage>(`sms/${name}`, each);
for (const [name, each] of Object.entries(cases.push)) describeProvider<PushMessage>(`push/${name}`, each);
