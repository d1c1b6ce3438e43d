import { digestOf } from '../event-id.ts';
import { type Fields, idText } from '../fields.ts';
import { type KnownCustomer, whoOf } from '../who.ts';

/** A profile, with or without the `$` that older calls put before its fields. */
export function profilePerson(profile: Fields): KnownCustomer | null {
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
export function cartIdOf(properties: Fields, who: KnownCustomer): string {
  return namedCartIdOf(properties) ?? `person:${customerDigestOf(who)}`;
}

/** The cart that a shop names itself. */
export function namedCartIdOf(properties: Fields): string | undefined {
  return ['cart_id', 'CartID', 'CartId', 'cart_token', 'MaskedQuoteId', 'QuoteId', 'quote_id']
    .map((name) => idText(properties[name]))
    .find((id) => id !== undefined);
}

/** A short name of a profile that tells nobody's address. */
export function customerDigestOf(who: KnownCustomer): string {
  return digestOf(who.customerId ?? who.anonymousId ?? who.email?.toLowerCase() ?? who.phone);
}
