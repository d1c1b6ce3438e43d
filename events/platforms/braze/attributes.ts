import { digestOf, eventIdOf } from '../event-id.ts';
import type { Fields } from '../fields.ts';
import { identifiedEvents } from '../identified-event.ts';
import type { Translation } from '../platform.ts';
import { toldOfPerson } from '../told-of-person.ts';
import { brazePerson } from './person.ts';

const channels = { email: 'email_subscribe', push: 'push_subscribe' } as const;

/**
 * Attributes of a user: who it is, and consents. `subscribed` is Braze's default for everybody who did not say no, and so
 * no consent; `opted_in` is one.
 */
export function translateAttributes(item: Fields, receivedAt: number): Translation {
  const who = brazePerson(item);
  if (!who) return { kind: 'ignored', reason: 'no_person' };
  const occurredAt = new Date(receivedAt).toISOString();
  const told = toldOfPerson({
    firstNames: [item['first_name']],
    locales: [item['language']],
    countries: [item['country']],
  });
  const consents = (['email', 'push'] as const).flatMap((channel) => {
    const said = item[channels[channel]];
    const status = said === 'opted_in' ? 'granted' : said === 'unsubscribed' ? 'denied' : null;
    if (status === null) return [];
    // Attributes have no time of their own: the same ones at another time may be a change of mind.
    const id = eventIdOf('braze', 'consent', channel, status, digestOf(who), receivedAt);
    return [{ id, type: 'consent_updated', occurredAt, who, channel, status, source: 'braze attributes' }];
  });
  const events = [...identifiedEvents('braze', { who, told, occurredAt }), ...consents];
  return events.length === 0 ? { kind: 'ignored', reason: 'not_needed' } : { kind: 'events', events };
}
