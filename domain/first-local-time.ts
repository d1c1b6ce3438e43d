import { Temporal } from 'temporal-polyfill';
import { dayMs } from './duration.ts';
import { offsetMsAt } from './zone-offset.ts';

/** Days looked at: today, tomorrow, and one more for a zone that skips a calendar day. */
const daysMax = 3;

/**
 * The first moment at or after `earliestMs` at which a clock on the wall of `timeZone` shows `localTime` (HH:MM).
 * Where the clocks go forward over it, the moment right after the gap; where they show it twice, the first one.
 *
 * @param timeZone IANA name; an unknown one throws a RangeError.
 */
export function firstLocalTime(localTime: string, earliestMs: number, timeZone: string): number {
  const today = Math.floor((earliestMs + offsetMsAt(earliestMs, timeZone)) / dayMs);
  for (let day = today; day < today + daysMax; day++) {
    const moment = momentsOfDay(day, localTime, timeZone).find((found) => found >= earliestMs);
    if (moment !== undefined) return moment;
  }
  throw new Error(`no ${localTime} within ${daysMax} days`);
}

/** Days with a time of theirs that are remembered: forgotten all at once. */
const rememberedMax = 20_000;
const remembered = new Map<string, readonly number[]>();

/** Of a day that is counted from 1970 by the calendar of the zone. Remembered, as the offset is. */
function momentsOfDay(day: number, localTime: string, timeZone: string): readonly number[] {
  const key = `${timeZone} ${localTime} ${day}`;
  const known = remembered.get(key);
  if (known) return known;
  const date = Temporal.PlainDate.from('1970-01-01').add({ days: day });
  const moments = momentsOf(date.toPlainDateTime(Temporal.PlainTime.from(localTime)), timeZone);
  if (remembered.size >= rememberedMax) remembered.clear();
  remembered.set(key, moments);
  return moments;
}

/** The moments at which the zone's clock shows a local date and time, in order. */
export function momentsOf(local: Temporal.PlainDateTime, timeZone: string): number[] {
  const earlier = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = local.toZonedDateTime(timeZone, { disambiguation: 'later' });
  // In a gap the clock shows neither: one stands as long before it as the other behind it.
  if (earlier.toPlainDateTime().equals(local)) return [earlier.epochMilliseconds, later.epochMilliseconds];
  return [earlier.getTimeZoneTransition('next')?.epochMilliseconds ?? later.epochMilliseconds];
}
