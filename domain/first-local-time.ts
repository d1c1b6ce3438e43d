import { Temporal } from 'temporal-polyfill';

/** Days looked at: today, tomorrow, and one more for a zone that skips a calendar day. */
const daysMax = 3;

/**
 * The first moment at or after `earliestMs` at which a clock on the wall of `timeZone` shows `localTime` (HH:MM).
 * Where the clocks go forward over it, the moment right after the gap; where they show it twice, the first one.
 *
 * @param timeZone IANA name; an unknown one throws a RangeError.
 */
export function firstLocalTime(localTime: string, earliestMs: number, timeZone: string): number {
  const time = Temporal.PlainTime.from(localTime);
  const today = Temporal.Instant.fromEpochMilliseconds(earliestMs).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let day = 0; day < daysMax; day++) {
    const local = today.add({ days: day }).toPlainDateTime(time);
    const moment = momentsOf(local, timeZone).find((found) => found >= earliestMs);
    if (moment !== undefined) return moment;
  }
  throw new Error(`no ${localTime} within ${daysMax} days`);
}

/** The moments at which the zone's clock shows a local date and time, in order. */
export function momentsOf(local: Temporal.PlainDateTime, timeZone: string): number[] {
  const earlier = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = local.toZonedDateTime(timeZone, { disambiguation: 'later' });
  // In a gap the clock shows neither: one stands as long before it as the other behind it.
  if (earlier.toPlainDateTime().equals(local)) return [earlier.epochMilliseconds, later.epochMilliseconds];
  return [earlier.getTimeZoneTransition('next')?.epochMilliseconds ?? later.epochMilliseconds];
}
