import { expect, test } from 'vitest';
import { createProviders, type ProviderSettings } from './registry.ts';

const settings: ProviderSettings = {
  emailProvider: 'outbox',
  smsProvider: 'outbox',
  pushProvider: 'outbox',
  resendBaseUrl: 'https://api.resend.com',
  twilioBaseUrl: 'https://api.twilio.com',
  firebaseBaseUrl: 'https://fcm.googleapis.com',
};
const outbox = { put: async () => ({ id: 'x' }) };

test('each channel has the provider that was chosen for it', () => {
  const chosen = createProviders({ ...settings, emailProvider: 'resend', resendApiKey: 're_x' }, { outbox });
  expect([chosen.email.name, chosen.sms.name, chosen.push.name]).toEqual(['resend', 'outbox', 'outbox']);
});

test('a chosen vendor without its settings is refused at the start', () => {
  expect(() => createProviders({ ...settings, smsProvider: 'twilio' }, { outbox })).toThrow('twilioAccountSid');
});
