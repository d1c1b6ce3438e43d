import { fields, idText } from '../fields.ts';
import { identifyEvents } from '../identify-event.ts';
import type { Translation } from '../platform.ts';
import { timeText } from '../time-text.ts';
import { bodyKindOf } from './body-kind.ts';
import { customerPerson, toldOf } from './person.ts';

const noCustomer: Translation = { kind: 'refused', path: '', message: 'a customer of WooCommerce’s' };

/** `customer.*`: who somebody is. WooCommerce keeps no consent to marketing. */
export function translateCustomer(body: unknown, { receivedAt }: { readonly receivedAt: number }): Translation {
  const customer = fields(body);
  if (bodyKindOf(customer) !== 'customer') return noCustomer;
  const who = customerPerson(customer);
  if (!who) return { kind: 'ignored', reason: 'no_person' };
  const at = timeText(customer['date_modified_gmt'] ?? customer['date_created_gmt']);
  const events = identifyEvents('woocommerce', {
    who,
    told: toldOf(customer),
    occurredAt: at ?? new Date(receivedAt).toISOString(),
  });
  return events.length === 0 ? { kind: 'ignored', reason: 'not_needed' } : { kind: 'events', events };
}

/**
 * `customer.deleted`: the account is gone, and its number is all that is told. A shop that deletes somebody has no reason
 * to write to them.
 */
export function translateDeletedCustomer(body: unknown): Translation {
  const customer = fields(body);
  const customerId = idText(customer['id']);
  if (customerId === undefined || bodyKindOf(customer) === 'order') return noCustomer;
  return { kind: 'privacy', request: 'customer_redact', subject: { customerId, email: null, phone: null } };
}
