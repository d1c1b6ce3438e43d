import { Temporal } from 'temporal-polyfill';
import { type Bucket, bucketsOf, type InstantRange, instantsOf } from '../analytics/calendar.ts';
import { daysOfPeriod } from '../report-period.ts';

/** A calendar month of the store: what is billed at once. */
export interface UsagePeriod extends InstantRange {
  /** `2026-11` */
  readonly key: string;
  /** Its days by the clock of the store. */
  readonly days: readonly Bucket[];
}

/**
 * The month by its key.
 *
 * @param timeZone IANA name; an unknown one throws a RangeError, as does a key that is no month.
 */
export function usagePeriod(key: string, timeZone: string): UsagePeriod {
  const days = daysOfPeriod(key);
  return { key, ...instantsOf(days, timeZone), days: bucketsOf(days, timeZone, 'day') };
}

/** The month that a moment is in, by the clock of the store. */
export function periodKeyAt(atMs: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(atMs)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toPlainYearMonth()
    .toString();
}

/** When the month of a moment began, epoch milliseconds. */
export function periodStartMs(atMs: number, timeZone: string): number {
  return usagePeriod(periodKeyAt(atMs, timeZone), timeZone).fromMs;
}

/** Sooner a month says nothing of its end. */
const forecastShareMin = 0.02;

/**
 * What a period comes to when it goes on as so far; null: it has hardly begun. Over already, it comes to what it came to.
 * A whole number: nobody uses half an event.
 */
export function forecastOf(quantity: number, { fromMs, toMs }: InstantRange, nowMs: number): number | null {
  const share = Math.min(1, (nowMs - fromMs) / (toMs - fromMs));
  return share < forecastShareMin ? null : Math.round(quantity / share);
}
