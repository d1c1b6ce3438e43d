import { z } from 'zod';
import { identifiedEvents } from '../identified-event.ts';
import type { Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { timeText } from '../time-text.ts';
import { customerPerson, toldOf } from './person.ts';

const customerSchema = z.looseObject({});

/** `customer.*`: who somebody is. WooCommerce keeps no consent to marketing. */
export function translateCustomer(body: unknown, { receivedAt }: { readonly receivedAt: number }): Translation {
  const read = readAs(customerSchema, body);
  if (!read.ok) return read.refused;
  const customer = read.value;
  const who = customerPerson(customer);
  if (!who) return { kind: 'ignored', reason: 'no_person' };
  const at = timeText(customer['date_modified_gmt'] ?? customer['date_created_gmt']);
  const events = identifiedEvents('woocommerce', {
    who,
    told: toldOf(customer),
    occurredAt: at ?? new Date(receivedAt).toISOString(),
  });
  return events.length === 0 ? { kind: 'ignored', reason: 'not_needed' } : { kind: 'events', events };
}
