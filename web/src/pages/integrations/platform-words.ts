import type { MessageKey } from '../../i18n/message-key.ts';
import { integrationsEn } from './messages.en.ts';

const names: Readonly<Record<string, string>> = {
  shopify: 'Shopify',
  woocommerce: 'WooCommerce',
  bigcommerce: 'BigCommerce',
  segment: 'Segment',
  klaviyo: 'Klaviyo',
  braze: 'Braze',
};

/** A platform by the name that it gives itself. */
export function platformName(platform: string): string {
  return names[platform] ?? platform;
}

/** What a person does at a platform, step by step; none: nobody has described it in words of the dashboard. */
export function stepKeys(platform: string): readonly MessageKey[] {
  return [1, 2, 3, 4, 5].map((step) => `integrations.step.${platform}.${step}`).filter(isText);
}

/** Where the secret of a platform that makes its own is found. */
export function secretKey(platform: string): MessageKey {
  const key = `integrations.secret.${platform}`;
  return isText(key) ? key : 'integrations.secret.other';
}

/** Why a delivery came to nothing, and what to do; null: there are no words for the code. */
export function deliveryReasonKey(code: string): MessageKey | null {
  const key = `integrations.reason.${code}`;
  return isText(key) ? key : null;
}

function isText(key: string): key is Extract<MessageKey, `integrations.${string}`> {
  return Object.hasOwn(integrationsEn, key);
}
