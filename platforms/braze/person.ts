import { type Fields, fields } from '../fields.ts';
import { type KnownCustomer, whoOf } from '../who.ts';

/** Braze names a user by an external id, an alias, its own id or an address. */
export function brazePerson(item: Fields): KnownCustomer | null {
  return whoOf({
    customerId: item['external_id'],
    anonymousId: fields(item['user_alias'])['alias_name'] ?? item['braze_id'],
    emails: [item['email']],
    phones: [item['phone']],
  });
}
