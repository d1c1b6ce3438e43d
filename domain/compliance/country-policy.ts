import type { Channel } from '../channel.ts';
import { hourMs } from '../duration.ts';
import { type DayHours, everyDay, type LocalHours } from './local-hours.ts';

/**
 * What one country, or one state of it, is known to ask of reminders. It is data for whoever runs a shop and no legal
 * advice: each entry names where it was read and when, and a store can leave the presets aside.
 */
export interface CountryPolicy {
  /** Part of the public API: add, never rename. */
  readonly id: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** The part after the country of ISO 3166-2; null: the whole country. */
  readonly region: string | null;
  /** What it speaks of. */
  readonly channels: readonly Channel[];
  readonly hours: LocalHours | null;
  /** The most reminders of one abandoned cart on one channel, and until when; null: as the campaign says. */
  readonly perCart: CartLimit | null;
  readonly source: { readonly name: string; readonly url: string };
  /** When the source was read, as a calendar day. */
  readonly asOf: string;
}

export interface CartLimit {
  readonly messages: number;
  /** After the cart was abandoned, on the clock of the wall. */
  readonly withinMs: number;
}

/** Where somebody may live. A region of null is one that nobody knows. */
export interface Place {
  readonly country: string;
  readonly region: string | null;
}

const between = (fromHour: number, untilHour: number): DayHours => [{ from: fromHour * 60, until: untilHour * 60 }];
const never: DayHours = [];

const stateHours = {
  name: 'Hours for marketing texts by state of the USA',
  url: 'https://support.referrizer.com/en/category/text-campaigns/article/tcpa-quiet-hours-and-state-specific-rules-for-text-campaigns',
} as const;
const asOf = '2026-11-26';

function usState(region: string, hours: LocalHours): CountryPolicy {
  return {
    ...{ id: `us-${region.toLowerCase()}`, country: 'US', region, channels: ['sms'], hours },
    ...{ perCart: null, source: stateHours, asOf },
  };
}

/** Beside them, what every store decides for itself: its own quiet hours. */
export const countryPolicies: readonly CountryPolicy[] = [
  {
    ...{ id: 'us', country: 'US', region: null, channels: ['sms'] },
    hours: everyDay(between(8, 21)),
    perCart: null,
    source: {
      name: 'Telephone Consumer Protection Act, 47 CFR 64.1200(c)(1)',
      url: 'https://www.ecfr.gov/current/title-47/chapter-I/subchapter-B/part-64/subpart-L/section-64.1200',
    },
    asOf,
  },
  {
    ...{ id: 'us-carriers', country: 'US', region: null, channels: ['sms'], hours: null },
    perCart: { messages: 1, withinMs: 48 * hourMs },
    source: {
      name: 'Rules of US carriers for texts about abandoned carts, as Klaviyo tells them',
      url: 'https://help.klaviyo.com/hc/en-us/articles/4404189657755',
    },
    asOf,
  },
  ...['FL', 'MD', 'MS', 'NJ', 'OK'].map((region) => usState(region, everyDay(between(8, 20)))),
  usState('CT', everyDay(between(9, 20))),
  usState('TX', weekOf(between(9, 21), between(9, 21), between(12, 21))),
  usState('RI', weekOf(between(9, 18), between(10, 17), between(10, 17))),
  {
    ...{ id: 'fr', country: 'FR', region: null, channels: ['sms'] },
    // Sources name 8 to 20, 8 to 22 and 10 to 20 o'clock: the hours that all of them allow.
    hours: { ...weekOf(between(10, 20), between(10, 20), never), holidays: 'FR' },
    perCart: null,
    source: {
      name: 'Klaviyo, quiet hours by country; rules of French operators for marketing SMS',
      url: 'https://help.klaviyo.com/hc/en-us/articles/4408737146651',
    },
    asOf,
  },
];

/** Countries that have any. */
export const policyCountries: readonly string[] = [...new Set(countryPolicies.map(({ country }) => country))];

function weekOf(weekday: DayHours, saturday: DayHours, sunday: DayHours): LocalHours {
  return { week: [weekday, weekday, weekday, weekday, weekday, saturday, sunday], holidays: null };
}

/**
 * What holds on a channel for somebody who may live in any of these places. Where the state is not known, what every state
 * of the country asks: the strictest.
 */
export function policiesFor(places: readonly Place[], channel: Channel): readonly CountryPolicy[] {
  return countryPolicies.filter(
    (policy) =>
      policy.channels.includes(channel) &&
      places.some(
        ({ country, region }) =>
          country === policy.country && (policy.region === null || region === null || region === policy.region),
      ),
  );
}
