import type { Translation } from '../platform.ts';
import type { SegmentMessage } from './message.ts';

/** Somebody whom the shop deleted: a request to forget them. A device alone is nobody who could be asked for. */
export function deletionOf({ who }: Pick<SegmentMessage, 'who'>): Translation {
  const customerId = who.customerId ?? null;
  const email = who.email ?? null;
  if (customerId === null && email === null) return { kind: 'ignored', reason: 'no_person' };
  return { kind: 'privacy', request: 'customer_redact', subject: { customerId, email } };
}
