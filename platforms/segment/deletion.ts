import { channels } from '../../domain/channel.ts';
import { digestOf, eventIdOf } from '../event-id.ts';
import type { PrivacySubject, Translation } from '../platform.ts';
import type { SegmentMessage } from './segment-message.ts';

/** Somebody whom the shop deleted: a request to forget them. A device alone is nobody who could be asked for. */
export function deletionOf({ who }: Pick<SegmentMessage, 'who'>): Translation {
  const customerId = who.customerId ?? null;
  const email = who.email ?? null;
  const phone = who.phone ?? null;
  if (customerId === null && email === null && phone === null) return { kind: 'ignored', reason: 'no_person' };
  return { kind: 'privacy', request: 'customer_redact', subject: { customerId, email, phone } };
}

/**
 * The same in a batch, which is one delivery and can be no request of its own: from then on nothing is sent to them.
 */
export function withoutRequest(translation: Translation, receivedAt: number): Translation {
  if (translation.kind !== 'privacy' || translation.subject === null) return translation;
  const who = named(translation.subject);
  const occurredAt = new Date(receivedAt).toISOString();
  const events = channels.map((channel) => ({
    id: eventIdOf('segment', 'deleted', channel, digestOf(who), receivedAt),
    type: 'consent_updated',
    occurredAt,
    who,
    channel,
    status: 'denied',
    source: 'segment: user deleted',
  }));
  return { kind: 'events', events };
}

function named({ customerId, email, phone }: PrivacySubject) {
  return {
    ...(customerId !== null && { customerId }),
    ...(email !== null && { email }),
    ...(phone !== null && { phone }),
  };
}
