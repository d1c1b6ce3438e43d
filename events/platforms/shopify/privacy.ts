import { z } from 'zod';
import { fields } from '../fields.ts';
import { idText } from '../id-text.ts';
import type { Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { emailOf } from '../who.ts';

const requestSchema = z.looseObject({});

/** The three topics that every app has to answer; one of them is about the whole shop. */
export function translatePrivacy(
  body: unknown,
  request: 'data_request' | 'customer_redact' | 'store_redact',
): Translation {
  const read = readAs(requestSchema, body);
  if (!read.ok) return read.refused;
  if (request === 'store_redact') return { kind: 'privacy', request, subject: null };
  const customer = fields(read.value['customer']);
  const subject = { customerId: idText(customer['id']) ?? null, email: emailOf(customer['email']) ?? null };
  if (subject.customerId === null && subject.email === null)
    return { kind: 'refused', path: 'customer', message: 'a privacy request that names nobody' };
  return { kind: 'privacy', request, subject };
}
