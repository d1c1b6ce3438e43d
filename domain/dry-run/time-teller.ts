import { policiesFor } from '../compliance/country-policy.ts';
import { whereaboutsOf } from '../compliance/places-of-person.ts';
import { type SendingFacts, type SendingTime, sendingTime } from '../compliance/sending-time.ts';
import { minuteMs } from '../duration.ts';

/** Clocks of all zones, and hours that begin at quarters, say the same within a quarter of an hour. */
const slotMinutes = 15;
const slotMs = slotMinutes * minuteMs;
/** Enough to tell the country of a number. */
const phoneDigits = 8;

/**
 * `sendingTime` for many carts of one store: what it says hangs on where the person lives, the channel and the quarter of an
 * hour, and is asked for once. Rules that count the messages of a cart are asked each time.
 */
export function createTimeTeller(): (facts: SendingFacts, atMs: number) => SendingTime {
  const told = new Map<string, Map<number, SendingTime>>();
  const hangsOn = new Map<string, 'nothing' | 'slot' | 'cart'>();
  return (facts, atMs) => {
    const { channel, timeZone, country, region, phone } = facts;
    const key = `${channel} ${timeZone} ${country} ${region} ${phone?.slice(0, phoneDigits)}`;
    const known = hangsOn.get(key) ?? whatItHangsOn(facts);
    hangsOn.set(key, known);
    if (known === 'nothing') return { kind: 'allowed' };
    if (known === 'cart') return sendingTime(facts, atMs);
    const slots = told.get(key) ?? new Map<number, SendingTime>();
    told.set(key, slots);
    const slot = Math.floor(atMs / slotMs);
    const found = slots.get(slot);
    if (found) return found;
    const now = sendingTime(facts, atMs);
    slots.set(slot, now);
    // The same is said until then.
    if (now.kind === 'quiet') for (let at = slot + 1; at * slotMs < now.until; at++) slots.set(at, now);
    return now;
  };
}

function whatItHangsOn(facts: SendingFacts): 'nothing' | 'slot' | 'cart' {
  const { channel, quietHours, countryRules } = facts;
  const policies = countryRules === 'by_country' ? policiesFor(whereaboutsOf(facts).places, channel) : [];
  const quiet = quietHours?.channels.includes(channel) === true ? quietHours : null;
  if (policies.some(({ perCart }) => perCart !== null)) return 'cart';
  if (quiet && !(isQuarter(quiet.from) && isQuarter(quiet.until))) return 'cart';
  return quiet || policies.some(({ hours }) => hours !== null) ? 'slot' : 'nothing';
}

function isQuarter(time: string): boolean {
  return Number(time.slice(3)) % slotMinutes === 0;
}
