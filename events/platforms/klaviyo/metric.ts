import { currencyOf } from '../currency-of.ts';
import type { Fields } from '../fields.ts';
import { identifiedEvents } from '../identified-event.ts';
import type { PlatformSettings, Translation } from '../platform.ts';
import { timeText } from '../time-text.ts';
import { toldOfPerson } from '../told-of-person.ts';
import { addedToCart, startedCheckout, viewedProduct } from './cart.ts';
import { orderOf, refundOf } from './order.ts';
import { profilePerson } from './person.ts';
import { profileConsents } from './profile-consents.ts';
import type { KlaviyoEvent } from './read-event.ts';
import { made, type UnderstoodEvent } from './understood-event.ts';

type Translate = (event: UnderstoodEvent) => Translation;

const sourceLengthMax = 200;

const notNeeded: Translate = () => ({ kind: 'ignored', reason: 'not_needed' });

/** Klaviyo's metrics for shops by their name in lower case; some integrations turn the words round. */
const metrics: ReadonlyMap<string, Translate> = new Map<string, Translate>([
  ['viewed product', viewedProduct],
  ['added to cart', addedToCart],
  ['started checkout', startedCheckout],
  ['checkout started', startedCheckout],
  ['subscribed to email marketing', (event) => consentTo(event, 'email', 'granted')],
  ['unsubscribed from email marketing', (event) => consentTo(event, 'email', 'denied')],
  ['unsubscribed', (event) => consentTo(event, 'email', 'denied')],
  ['marked email as spam', (event) => consentTo(event, 'email', 'denied')],
  ['subscribed to sms marketing', (event) => consentTo(event, 'sms', 'granted')],
  ['unsubscribed from sms marketing', (event) => consentTo(event, 'sms', 'denied')],
  ...[
    'ordered product',
    'fulfilled order',
    'fulfilled partial order',
    'active on site',
    'viewed collection',
    'submitted search',
    'viewed page',
  ].map((name): [string, Translate] => [name, notNeeded]),
]);

/** An order needs no person: it may name its cart, and what becomes of it later is told by its number. */
const orderMetrics: ReadonlyMap<string, Translate> = new Map<string, Translate>([
  ['placed order', (event) => orderOf(event, 'bought')],
  ['cancelled order', (event) => orderOf(event, 'cancelled')],
  ['canceled order', (event) => orderOf(event, 'cancelled')],
  ['refunded order', refundOf],
]);

/** What one of Klaviyo's metrics means. */
export function translateMetric(
  event: KlaviyoEvent,
  { settings, receivedAt }: { readonly settings: PlatformSettings; readonly receivedAt: number },
): Translation {
  const metric = event.metric.trim().toLowerCase();
  const ofOrder = orderMetrics.get(metric);
  const translate = ofOrder ?? metrics.get(metric);
  if (!translate) return { kind: 'ignored', reason: 'unknown_topic' };
  const person = profilePerson(event.profile);
  if (!person && !ofOrder) return { kind: 'ignored', reason: 'no_person' };
  const who = person ?? {};
  const toldAt = timeText(event.time);
  const occurredAt = toldAt ?? new Date(receivedAt).toISOString();
  const translated = translate({
    ...event,
    who,
    occurredAt,
    isDated: toldAt !== null,
    isoCurrency: currencyOf(event.currency, settings.currency),
    ofStore: settings.currency,
    siteUrl: settings.siteUrl ?? null,
  });
  if (translated.kind !== 'events') return translated;
  const { profile } = event;
  const told = toldOfPerson({
    firstNames: [profile['first_name'], profile['$first_name']],
    locales: [profile['locale']],
    countries: [(profile['location'] as Fields | undefined)?.['country'], profile['$country']],
  });
  return {
    ...translated,
    events: [
      ...translated.events,
      ...identifiedEvents('klaviyo', { who, told, occurredAt }),
      ...profileConsents(profile, { who, occurredAt }),
    ],
  };
}

function consentTo(event: UnderstoodEvent, channel: 'email' | 'sms', status: 'granted' | 'denied'): Translation {
  return made(event, {
    type: 'consent_updated',
    channel,
    status,
    source: `klaviyo: ${event.metric.trim()}`.slice(0, sourceLengthMax),
  });
}
