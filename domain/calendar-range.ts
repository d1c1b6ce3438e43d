import { Temporal } from 'temporal-polyfill';

/**
 * The moments between which a clock on the wall of `timeZone` shows the calendar days `from` to `to`, both included:
 * half open, epoch milliseconds. A day has 23, 24, 24.5 or 25 hours there, and may begin at one o'clock.
 *
 * @param timeZone IANA name; an unknown one throws a RangeError.
 */
export function calendarRange(
  from: string,
  to: string,
  timeZone: string,
): { readonly startMs: number; readonly endMs: number } {
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).epochMilliseconds;
  return {
    startMs: startOf(Temporal.PlainDate.from(from)),
    endMs: startOf(Temporal.PlainDate.from(to).add({ days: 1 })),
  };
}
