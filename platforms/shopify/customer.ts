import { z } from 'zod';
import { fields } from '../fields.ts';
import type { Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { whoOf } from '../who.ts';
import { customerConsents } from './consents.ts';
import { occurredAtText } from './happened.ts';
import { shopifyIdentify } from './identified.ts';
import type { ShopifyContext } from './shopify-context.ts';

const customerSchema = z.looseObject({});

/** `customers/*` and the two topics of marketing consent, which call the same things `customer_id` and `email_address`. */
export function translateCustomer(body: unknown, context: ShopifyContext): Translation {
  const read = readAs(customerSchema, body);
  if (!read.ok) return read.refused;
  const customer: Record<string, unknown> = {
    ...read.value,
    id: read.value['customer_id'] ?? read.value['id'],
    email: read.value['email'] ?? read.value['email_address'],
  };
  const who = whoOf({
    customerId: customer['id'],
    emails: [customer['email']],
    phones: [customer['phone']],
    countries: [fields(customer['default_address'])['country_code'], context.settings.country],
  });
  if (!who) return { kind: 'ignored', reason: 'no_person' };
  const occurredAt = occurredAtText(customer['updated_at'] ?? customer['created_at'], context);
  const events = [
    ...shopifyIdentify({ customer }, { who, occurredAt }),
    ...customerConsents(customer, { who, occurredAt }, { olderFlag: true }),
  ];
  return events.length === 0 ? { kind: 'ignored', reason: 'not_needed' } : { kind: 'events', events };
}
