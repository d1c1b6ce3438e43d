import { Temporal } from 'temporal-polyfill';

/**
 * The moment at which a code that is good for so many days ends, epoch milliseconds: midnight after the last of them on the
 * store's clock, which is what "until 6 July" means to whoever reads it. The code is good before it.
 */
export function endOfValidity(nowMs: number, validDays: number, timeZone: string): number {
  return dayOf(nowMs, timeZone)
    .add({ days: validDays + 1 })
    .toZonedDateTime(timeZone).epochMilliseconds;
}

/** When the calendar month of a moment began in a zone, epoch milliseconds. */
export function startOfMonth(nowMs: number, timeZone: string): number {
  return dayOf(nowMs, timeZone).with({ day: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
}

function dayOf(ms: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate();
}
