import { createResendCallback } from '../channels/email/resend-callback.ts';
import type { ProviderCallback } from '../channels/provider-callback.ts';
import { createTwilioCallback } from '../channels/sms/twilio-callback.ts';
import { type Config, publicUrl } from '../runtime/config.ts';
import type { CallbackOf } from '../services/messaging/callbacks/receive.ts';

/** The callbacks of the providers whose secret is known. */
export function openCallbacks({
  resendWebhookSecret,
  twilioAuthToken,
}: Pick<Config, 'resendWebhookSecret' | 'twilioAuthToken'>): CallbackOf {
  const callbacks = new Map<string, ProviderCallback>();
  if (resendWebhookSecret) callbacks.set('resend', createResendCallback({ webhookSecret: resendWebhookSecret }));
  if (twilioAuthToken) callbacks.set('twilio', createTwilioCallback({ authToken: twilioAuthToken }));
  return (provider) => callbacks.get(provider);
}

/** Where a provider reports; undefined while nobody said how this engine is reached from outside. */
export function callbackUrl(config: Config, provider: string): string | undefined {
  return config.publicUrl === undefined ? undefined : `${publicUrl(config)}/v1/callbacks/${provider}`;
}
