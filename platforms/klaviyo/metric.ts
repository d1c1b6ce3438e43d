import { currencyOf } from '../currency-of.ts';
import type { Fields } from '../fields.ts';
import { identifyEvents } from '../identify-event.ts';
import type { PlatformSettings, Translation } from '../platform.ts';
import { profileFields } from '../profile-fields.ts';
import { timeText } from '../time-text.ts';
import { addedToCart, startedCheckout, viewedProduct } from './cart.ts';
import { orderOf, refundOf } from './order.ts';
import { profilePerson } from './person.ts';
import { profileConsents } from './profile-consents.ts';
import type { KlaviyoEvent } from './read-event.ts';
import { made, type TranslatedEvent } from './understood-event.ts';

type Translate = (event: TranslatedEvent) => Translation;

const sourceLengthMax = 200;

/** Klaviyo's metrics for shops; some integrations turn the words round. */
const metrics: readonly (readonly [string, Translate])[] = [
  ['Viewed Product', viewedProduct],
  ['Added to Cart', addedToCart],
  ['Started Checkout', startedCheckout],
  ['Checkout Started', startedCheckout],
  ['Subscribed to Email Marketing', (event) => consentTo(event, 'email', 'granted')],
  ['Unsubscribed from Email Marketing', (event) => consentTo(event, 'email', 'denied')],
  ['Unsubscribed', (event) => consentTo(event, 'email', 'denied')],
  ['Marked Email as Spam', (event) => consentTo(event, 'email', 'denied')],
  ['Subscribed to SMS Marketing', (event) => consentTo(event, 'sms', 'granted')],
  ['Unsubscribed from SMS Marketing', (event) => consentTo(event, 'sms', 'denied')],
];

/** An order needs no person: it may name its cart, and what becomes of it later is told by its number. */
const orderMetrics: readonly (readonly [string, Translate])[] = [
  ['Placed Order', (event) => orderOf(event, 'bought')],
  ['Cancelled Order', (event) => orderOf(event, 'cancelled')],
  ['Canceled Order', (event) => orderOf(event, 'cancelled')],
  ['Refunded Order', refundOf],
];

/** What Klaviyo has beside them, and no cart needs; in lower case. */
const others: ReadonlySet<string> = new Set([
  'ordered product',
  'fulfilled order',
  'fulfilled partial order',
  'active on site',
  'viewed collection',
  'submitted search',
  'viewed page',
]);

/** The names of the metrics that are understood. */
export const understoodMetrics: readonly string[] = [...metrics, ...orderMetrics].map(([name]) => name);

const byKey: ReadonlyMap<string, Translate> = new Map(metrics.map(([name, to]) => [name.toLowerCase(), to]));
const ordersByKey: ReadonlyMap<string, Translate> = new Map(orderMetrics.map(([name, to]) => [name.toLowerCase(), to]));

/** What one of Klaviyo's metrics means. */
export function translateMetric(
  event: KlaviyoEvent,
  { settings, receivedAt }: { readonly settings: PlatformSettings; readonly receivedAt: number },
): Translation {
  const metric = event.metric.trim().toLowerCase();
  const ofOrder = ordersByKey.get(metric);
  const translate = ofOrder ?? byKey.get(metric);
  if (!translate) return { kind: 'ignored', reason: others.has(metric) ? 'not_needed' : 'unknown_topic' };
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
  const told = profileFields({
    firstNames: [profile['first_name'], profile['$first_name']],
    locales: [profile['locale']],
    countries: [(profile['location'] as Fields | undefined)?.['country'], profile['$country']],
  });
  return {
    ...translated,
    events: [
      ...translated.events,
      ...identifyEvents('klaviyo', { who, told, occurredAt }),
      ...profileConsents(profile, { who, occurredAt }),
    ],
  };
}

function consentTo(event: TranslatedEvent, channel: 'email' | 'sms', status: 'granted' | 'denied'): Translation {
  return made(event, {
    type: 'consent_updated',
    channel,
    status,
    source: `klaviyo: ${event.metric.trim()}`.slice(0, sourceLengthMax),
  });
}
