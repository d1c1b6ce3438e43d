import { z } from 'zod';
import { eventIdOf } from '../event-id.ts';
import { fieldsOfEach } from '../fields.ts';
import { identifyEvents } from '../identify-event.ts';
import type { FetchedBody, Translation } from '../platform.ts';
import { profileFields } from '../profile-fields.ts';
import { readAs } from '../read-json.ts';
import { timeText } from '../time-text.ts';
import { personOf } from './person.ts';

const customerSchema = z.looseObject({});

/** A customer of the V3 API: who it is, and whether mails about abandoned carts are welcome. */
export function translateCustomer({
  id,
  body,
  fetchedAt,
}: Pick<FetchedBody, 'id' | 'body' | 'fetchedAt'>): Translation {
  const read = readAs(customerSchema, body);
  if (!read.ok) return read.refused;
  const customer = read.value;
  const who = personOf({
    customerId: customer['id'] ?? id,
    emails: [customer['email']],
    phones: [customer['phone']],
    countries: fieldsOfEach(customer['addresses']).map((address) => address['country_code']),
  });
  if (!who) return { kind: 'ignored', reason: 'no_person' };
  const occurredAt =
    timeText(customer['date_modified'] ?? customer['date_created']) ?? new Date(fetchedAt).toISOString();
  const told = profileFields({
    firstNames: [customer['first_name']],
    countries: fieldsOfEach(customer['addresses']).map((address) => address['country_code']),
  });
  const events = [
    ...identifyEvents('bigcommerce', { who, told, occurredAt }),
    ...consent(customer['accepts_product_review_abandoned_cart_emails']),
  ];
  return events.length === 0 ? { kind: 'ignored', reason: 'not_needed' } : { kind: 'events', events };

  function consent(accepts: unknown): readonly unknown[] {
    if (typeof accepts !== 'boolean' || who?.email === undefined) return [];
    const status = accepts ? 'granted' : 'denied';
    return [
      {
        id: eventIdOf('bigcommerce', 'consent', String(who.customerId), 'email', status, occurredAt),
        type: 'consent_updated',
        occurredAt,
        who,
        channel: 'email',
        status,
        source: 'bigcommerce customer',
        // A flag of the record, that no time belongs to: every change of the customer repeats it.
        basis: 'record',
      },
    ];
  }
}
