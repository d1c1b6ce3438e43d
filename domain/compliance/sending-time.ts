import type { Channel } from '../channel.ts';
import type { TimeWindow } from '../flow/time-window.ts';
import { policiesFor } from './country-policy.ts';
import { everyDay, joined, type LocalHours, outsideQuietHours } from './local-hours.ts';
import { nextAllowed } from './next-allowed.ts';
import { type KnownWhereabouts, whereaboutsOf } from './places-of-person.ts';

/** Hours in which a store sends nothing on some channels, by the clock of whoever would get it. */
export interface QuietHours extends TimeWindow {
  readonly channels: readonly Channel[];
}

/** Whose presets hold for a store: those of the countries that its people live in, or none. */
export const countryRulesChoices = ['by_country', 'off'] as const;
export type CountryRules = (typeof countryRulesChoices)[number];

export interface SendingFacts extends KnownWhereabouts {
  readonly channel: Channel;
  readonly quietHours: QuietHours | null;
  readonly countryRules: CountryRules;
  /** Messages of this recovery on this channel so far, without the one that is asked for. */
  readonly sentOfCart: number;
  /** Epoch milliseconds. */
  readonly abandonedAt: number;
}

/** What the hours and the rules of countries say of a message now. */
export type SendingTime =
  | { readonly kind: 'allowed' }
  /** Asked again from then on, epoch milliseconds. */
  | { readonly kind: 'quiet'; readonly until: number }
  | { readonly kind: 'forbidden' };

/**
 * Whether a message may go out at a moment. Where its time would only come when its cart is too old for it, or never, it
 * is forbidden and not waited for.
 */
export function sendingTime(facts: SendingFacts, atMs: number): SendingTime {
  const { channel, quietHours, countryRules, sentOfCart, abandonedAt } = facts;
  const isQuietChannel = quietHours?.channels.includes(channel) === true;
  if (countryRules === 'off' && !isQuietChannel) return { kind: 'allowed' };
  const { places, zones } = whereaboutsOf(facts);
  const policies = countryRules === 'by_country' ? policiesFor(places, channel) : [];
  const hours: LocalHours[] = policies.flatMap((policy) => policy.hours ?? []);
  if (quietHours !== null && isQuietChannel) hours.push(everyDay(outsideQuietHours(quietHours)));
  const next = nextAllowed(joined(hours), zones, atMs);
  if (next === 'never') return { kind: 'forbidden' };
  const overCartLimit = policies.some(
    ({ perCart }) => perCart && (sentOfCart >= perCart.messages || next > abandonedAt + perCart.withinMs),
  );
  if (overCartLimit) return { kind: 'forbidden' };
  return next === atMs ? { kind: 'allowed' } : { kind: 'quiet', until: next };
}
