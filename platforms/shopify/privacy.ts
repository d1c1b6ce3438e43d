import { z } from 'zod';
import { fields, idText } from '../fields.ts';
import type { Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { emailOf, phoneOf } from '../who.ts';

const requestSchema = z.looseObject({});

/** The three topics that every app has to answer; one of them is about the whole shop. */
export function translatePrivacy(
  body: unknown,
  request: 'data_request' | 'customer_redact' | 'store_redact',
): Translation {
  const read = readAs(requestSchema, body);
  if (!read.ok) return read.refused;
  if (request === 'store_redact') return { kind: 'privacy', request, subject: null };
  return aboutCustomer(fields(read.value['customer']), request, 'customer');
}

/** `customers/delete`: the shop has erased a customer, and says little more than the number that they had. */
export function translateDeletion(body: unknown): Translation {
  const read = readAs(requestSchema, body);
  return read.ok ? aboutCustomer(read.value, 'customer_redact', 'id') : read.refused;
}

function aboutCustomer(
  customer: Readonly<Record<string, unknown>>,
  request: 'data_request' | 'customer_redact',
  path: string,
): Translation {
  const subject = {
    customerId: idText(customer['id']) ?? null,
    email: emailOf(customer['email']) ?? null,
    phone: phoneOf(customer['phone']) ?? null,
  };
  if (subject.customerId === null && subject.email === null && subject.phone === null)
    return { kind: 'refused', path, message: 'a privacy request that names nobody' };
  return { kind: 'privacy', request, subject };
}
