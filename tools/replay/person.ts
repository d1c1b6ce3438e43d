import type { Channel } from '../../domain/channel.ts';
import type { StorefrontEvent, Who } from '../../events/event.ts';
import { shareOf } from '../traffic/seeded-random.ts';

/**
 * Recordings hold neither contact data nor consent: these are ours, and every report says so. The same visitor always
 * gets the same. Addresses lie in spaces that reach nobody: `.example` (RFC 2606) and 555-01xx numbers.
 */
export const peopleShares = {
  /** Of the visitors who touch a cart; the others stay anonymous. */
  identified: 0.7,
  /** Of the identified, and so for the rest. */
  emailGranted: 0.75,
  emailDenied: 0.15,
  phoneKnown: 0.5,
  smsGranted: 0.6,
  pushKnown: 0.3,
  pushGranted: 0.8,
  /** Of the identified: who buys something else without a cart, at a till or a marketplace, after their first cart. */
  buysElsewhere: 0.1,
} as const;

/** Whether this visitor buys something else a little later; always the same answer. */
export function buysElsewhere(visitor: string): boolean {
  return shareOf(`elsewhere/${visitor}`) < peopleShares.buysElsewhere;
}

/** 800 area codes with 100 fictional numbers each; visitors past that have no phone. */
const phonesMax = 80_000;

/** What a visitor tells the shop with the first cart event, in the order told. Times and ids are the caller's. */
type Told<T extends StorefrontEvent['type']> = Omit<Extract<StorefrontEvent, { type: T }>, 'id' | 'occurredAt' | 'who'>;
export type Introduction = Told<'customer_identified'> | Told<'consent_updated'>;

/** `visitorNumber` counts the visitors met, so that no two share a phone. */
export function introduce(visitor: string, visitorNumber: number): { who: Who; told: readonly Introduction[] } {
  const anonymous: Who = { anonymousId: `anon-${visitor}` };
  const share = (purpose: string): number => shareOf(`${purpose}/${visitor}`);
  if (share('identified') >= peopleShares.identified) return { who: anonymous, told: [] };
  const phone =
    share('phone') < peopleShares.phoneKnown && visitorNumber < phonesMax ? phoneOf(visitorNumber) : undefined;
  const pushToken = share('push') < peopleShares.pushKnown ? `replay-device-${visitor}` : undefined;
  const who: Who = {
    ...anonymous,
    customerId: `customer-${visitor}`,
    email: `visitor-${visitor.toLowerCase()}@replay.example`,
    phone,
    pushToken,
  };
  const told: Introduction[] = [{ type: 'customer_identified', locale: 'en' }];
  const consent = (channel: Channel, status: 'granted' | 'denied'): void => {
    told.push({ type: 'consent_updated', channel, status, source: 'replay: made up' });
  };
  const email = share('email-consent');
  if (email < peopleShares.emailGranted) consent('email', 'granted');
  else if (email < peopleShares.emailGranted + peopleShares.emailDenied) consent('email', 'denied');
  if (phone && share('sms-consent') < peopleShares.smsGranted) consent('sms', 'granted');
  if (pushToken && share('push-consent') < peopleShares.pushGranted) consent('push', 'granted');
  return { who, told };
}

function phoneOf(number: number): string {
  return `+1${200 + Math.floor(number / 100)}55501${String(number % 100).padStart(2, '0')}`;
}
