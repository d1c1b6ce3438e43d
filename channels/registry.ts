import type { Channel } from '../domain/channel.ts';
import { createResend } from './email/resend.ts';
import { createOutbox, type OutboxStore } from './outbox.ts';
import type { MessageOf, Provider } from './provider.ts';
import { createFirebase } from './push/firebase.ts';
import { firebaseAccess } from './push/firebase-access.ts';
import { createTwilio } from './sms/twilio.ts';

/** The provider in use for each channel. */
export type ProviderRegistry = { readonly [C in Channel]: Provider<MessageOf<C>> };

/** Named as in the configuration, which checks that a chosen vendor has what it needs. */
export interface ProviderSettings {
  readonly emailProvider: keyof typeof providers.email;
  readonly smsProvider: keyof typeof providers.sms;
  readonly pushProvider: keyof typeof providers.push;
  readonly resendApiKey?: string;
  readonly resendBaseUrl: string;
  readonly twilioAccountSid?: string;
  readonly twilioAuthToken?: string;
  readonly twilioFrom?: string;
  readonly twilioBaseUrl: string;
  readonly twilioStatusCallbackUrl?: string;
  readonly firebaseServiceAccountFile?: string;
  readonly firebaseBaseUrl: string;
}
type Make<C extends Channel> = (settings: ProviderSettings, outbox: OutboxStore) => Provider<MessageOf<C>>;

/** Every provider there is: a new one is a file and a line here. */
export const providers = {
  email: {
    outbox: (_settings, outbox) => createOutbox('email', outbox),
    resend: (s) => createResend({ apiKey: needed(s, 'resendApiKey'), baseUrl: s.resendBaseUrl }),
  },
  sms: {
    outbox: (_settings, outbox) => createOutbox('sms', outbox),
    twilio: (s) =>
      createTwilio({
        accountSid: needed(s, 'twilioAccountSid'),
        authToken: needed(s, 'twilioAuthToken'),
        from: needed(s, 'twilioFrom'),
        baseUrl: s.twilioBaseUrl,
        statusCallbackUrl: s.twilioStatusCallbackUrl,
      }),
  },
  push: {
    outbox: (_settings, outbox) => createOutbox('push', outbox),
    firebase: (s) =>
      createFirebase({ ...firebaseAccess(needed(s, 'firebaseServiceAccountFile')), baseUrl: s.firebaseBaseUrl }),
  },
} as const satisfies { readonly [C in Channel]: Record<string, Make<C>> };

/** Makes the configured provider of every channel. Throws when a setting of a chosen vendor is missing. */
export function createProviders(
  settings: ProviderSettings,
  { outbox }: { readonly outbox: OutboxStore },
): ProviderRegistry {
  return {
    email: providers.email[settings.emailProvider](settings, outbox),
    sms: providers.sms[settings.smsProvider](settings, outbox),
    push: providers.push[settings.pushProvider](settings, outbox),
  };
}

function needed(
  settings: ProviderSettings,
  name: 'resendApiKey' | 'twilioAccountSid' | 'twilioAuthToken' | 'twilioFrom' | 'firebaseServiceAccountFile',
): string {
  const value = settings[name];
  if (value === undefined) throw new Error(`The chosen provider needs the setting ${name}.`);
  return value;
}
