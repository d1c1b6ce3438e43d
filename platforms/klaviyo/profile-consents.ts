import { eventIdOf } from '../event-id.ts';
import { type Fields, fields } from '../fields.ts';
import { timeText } from '../time-text.ts';
import { isNobody, type KnownCustomer } from '../who.ts';
import { customerDigestOf } from './person.ts';

/**
 * The consents that a profile records (`subscriptions.email.marketing`, `subscriptions.sms.marketing`). With the time of
 * the consent or of the refusal it is what the person did then; without it only what the record says. `NEVER_SUBSCRIBED` is neither a
 * consent nor a refusal, and an address that waits for its confirmation stands so.
 */
export function profileConsents(
  profile: Fields,
  { who, occurredAt }: { readonly who: KnownCustomer; readonly occurredAt: string },
): readonly unknown[] {
  if (isNobody(who)) return [];
  return (['email', 'sms'] as const).flatMap((channel) => {
    const marketing = fields(fields(fields(profile['subscriptions'])[channel])['marketing']);
    const status = statusOf(marketing['consent']);
    if (status === null) return [];
    const consentedAt = timeText(status === 'granted' ? marketing['consent_timestamp'] : marketing['timestamp']);
    return [
      {
        id: eventIdOf('klaviyo', 'consent', channel, status, customerDigestOf(who), consentedAt ?? occurredAt),
        type: 'consent_updated',
        occurredAt: consentedAt ?? occurredAt,
        who,
        channel,
        status,
        source: 'klaviyo profile',
        basis: consentedAt === null ? 'record' : 'act',
      },
    ];
  });
}

function statusOf(consent: unknown): 'granted' | 'denied' | null {
  if (consent === 'SUBSCRIBED') return 'granted';
  return consent === 'UNSUBSCRIBED' ? 'denied' : null;
}
