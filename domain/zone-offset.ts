import { Temporal } from 'temporal-polyfill';
import { minuteMs } from './duration.ts';

/** Clocks change at quarters of an hour, but for a few of the past, which are asked for one by one. */
const slotMs = 15 * minuteMs;
/** Quarters of an hour that are remembered, all zones together: forgotten all at once. */
const slotsMax = 200_000;

const zones = new Map<string, Map<number, number>>();
let slots = 0;

/**
 * How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. Remembered: calendars are slow to ask, and
 * many carts are left within the same quarter of an hour.
 *
 * @param timeZone IANA name; an unknown one throws a RangeError.
 */
export function offsetMsAt(atMs: number, timeZone: string): number {
  const slot = Math.floor(atMs / slotMs);
  const known = zones.get(timeZone)?.get(slot);
  if (known !== undefined) return known;
  const begins = askedOffset(slot * slotMs, timeZone);
  // Where the clocks change within the quarter, the moment decides.
  if (begins !== askedOffset((slot + 1) * slotMs - 1, timeZone)) return askedOffset(atMs, timeZone);
  if (++slots > slotsMax) {
    zones.clear();
    slots = 1;
  }
  const ofZone = zones.get(timeZone) ?? new Map<number, number>();
  zones.set(timeZone, ofZone);
  ofZone.set(slot, begins);
  return begins;
}

function askedOffset(atMs: number, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1_000_000;
}
