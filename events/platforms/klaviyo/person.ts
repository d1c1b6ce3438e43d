import { digestOf } from '../event-id.ts';
import type { Fields } from '../fields.ts';
import { idText } from '../id-text.ts';
import { type KnownPerson, whoOf } from '../who.ts';

/** A profile, with or without the `$` that older calls put before its fields. */
export function profilePerson(profile: Fields): KnownPerson | null {
  return whoOf({
    customerId: profile['external_id'] ?? profile['$id'],
    anonymousId: profile['anonymous_id'] ?? profile['$anonymous'] ?? profile['$exchange_id'] ?? profile['_kx'],
    emails: [profile['email'], profile['$email']],
    phones: [profile['phone_number'], profile['$phone_number']],
  });
}

/**
 * Klaviyo knows no carts: a person has one. Shops that name theirs (Magento's quote among them) are believed. An address
 * never becomes an id, only its digest.
 */
export function cartIdOf(properties: Fields, who: KnownPerson): string {
  const named = ['cart_id', 'CartID', 'CartId', 'cart_token', 'MaskedQuoteId', 'QuoteId', 'quote_id']
    .map((name) => idText(properties[name]))
    .find((id) => id !== undefined);
  return named ?? `person:${digestOf(who.customerId ?? who.anonymousId ?? who.email?.toLowerCase() ?? who.phone)}`;
}
