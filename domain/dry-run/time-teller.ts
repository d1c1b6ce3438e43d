import { policiesFor } from '../compliance/country-policy.ts';
import { whereaboutsOf } from '../compliance/places-of-person.ts';
import { type SendingFacts, type SendingTime, sendingTime } from '../compliance/sending-time.ts';
import { minuteMs } from '../duration.ts';

/** Clocks of all zones, and hours that begin at quarters, say the same within a quarter of an hour. */
const slotMinutes = 15;
/** Enough to tell the country of a number. */
const phoneDigits = 8;

/**
 * `sendingTime` for many carts of one store: what it says hangs on where the person lives, the channel and the quarter of an
 * hour, and is asked for once. Rules that count the messages of a cart are asked each time.
 */
export function createTimeTeller(): (facts: SendingFacts, atMs: number) => SendingTime {
  const told = new Map<string, Map<number, SendingTime>>();
  const counting = new Map<string, boolean>();
  return (facts, atMs) => {
    const { channel, timeZone, country, region, phone, quietHours } = facts;
    const key = `${channel} ${timeZone} ${country} ${region} ${phone?.slice(0, phoneDigits)}`;
    let counts = counting.get(key);
    if (counts === undefined) {
      counts =
        !(quietHours === null || (isQuarter(quietHours.from) && isQuarter(quietHours.until))) ||
        (facts.countryRules === 'by_country' &&
          policiesFor(whereaboutsOf(facts).places, channel).some(({ perCart }) => perCart !== null));
      counting.set(key, counts);
    }
    if (counts) return sendingTime(facts, atMs);
    const slots = told.get(key) ?? new Map<number, SendingTime>();
    told.set(key, slots);
    const slot = Math.floor(atMs / (slotMinutes * minuteMs));
    const known = slots.get(slot);
    if (known) return known;
    const now = sendingTime(facts, atMs);
    slots.set(slot, now);
    return now;
  };
}

function isQuarter(time: string): boolean {
  return Number(time.slice(3)) % slotMinutes === 0;
}
