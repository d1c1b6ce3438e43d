import { digestOf, eventIdOf } from '../event-id.ts';
import type { Fields } from '../fields.ts';
import { identifyEvents } from '../identify-event.ts';
import type { Translation } from '../platform.ts';
import { profileFields } from '../profile-fields.ts';
import { timeText } from '../time-text.ts';
import { brazePerson } from './person.ts';

/** Where each channel's state stands, and the times that Braze gives it in its own exports. */
const channels = {
  email: { state: 'email_subscribe', granted: 'email_opted_in_at', denied: 'email_unsubscribed_at' },
  push: { state: 'push_subscribe', granted: 'push_opted_in_at', denied: 'push_unsubscribed_at' },
} as const;

/**
 * Attributes of a user: who it is, and consents. `subscribed` is Braze's default for everybody who did not say no, and so
 * no consent; `opted_in` is one: what the user did where its time is told, else only what the record says.
 */
export function translateAttributes(item: Fields, receivedAt: number): Translation {
  const who = brazePerson(item);
  if (!who) return { kind: 'ignored', reason: 'no_person' };
  const occurredAt = new Date(receivedAt).toISOString();
  const told = profileFields({
    firstNames: [item['first_name']],
    locales: [item['language']],
    countries: [item['country']],
  });
  const consents = (['email', 'push'] as const).flatMap((channel) => {
    const said = item[channels[channel].state];
    const status = said === 'opted_in' ? 'granted' : said === 'unsubscribed' ? 'denied' : null;
    if (status === null) return [];
    const saidAt = timeText(item[channels[channel][status]]);
    // Without a time of its own: the same state at another time may be a change of mind.
    const id = eventIdOf('braze', 'consent', channel, status, digestOf(who), saidAt ?? receivedAt);
    const basis = saidAt === null ? 'record' : 'act';
    const source = 'braze attributes';
    return [{ id, type: 'consent_updated', occurredAt: saidAt ?? occurredAt, who, channel, status, source, basis }];
  });
  const events = [...identifyEvents('braze', { who, told, occurredAt }), ...consents];
  return events.length === 0 ? { kind: 'ignored', reason: 'not_needed' } : { kind: 'events', events };
}
