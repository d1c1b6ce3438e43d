import { eventIdOf } from '../event-id.ts';
import { fields } from '../fields.ts';
import type { Translation } from '../platform.ts';
import { profileFields } from '../profile-fields.ts';
import type { SegmentMessage } from './segment-message.ts';

/** `identify` and `alias`: which names belong to one person, and what is told of them. */
export function translateIdentify({ body, who, occurredAt, messageId }: SegmentMessage): Translation {
  const traits = fields(body['traits']);
  const context = fields(body['context']);
  const told = profileFields({
    firstNames: [traits['firstName'], traits['first_name'], nameOf(traits['name'])],
    locales: [traits['locale'], context['locale']],
    countries: [fields(traits['address'])['country'], traits['country']],
  });
  const id = eventIdOf('segment', messageId);
  return { kind: 'events', events: [{ id, type: 'customer_identified', occurredAt, who, ...told }] };
}

/** The first word of a whole name. */
function nameOf(value: unknown): unknown {
  return typeof value === 'string' ? value.trim().split(/\s+/, 1)[0] : undefined;
}
