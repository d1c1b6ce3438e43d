import { Temporal } from 'temporal-polyfill';
import { type CalendarDays, startOfDayMs } from './analytics/calendar.ts';
import { assertNever } from './assert-never.ts';

export const reportFrequencies = ['daily', 'weekly', 'monthly'] as const;
export type ReportFrequency = (typeof reportFrequencies)[number];

/** When a report is due: each day, each Monday or each first of a month, when the store's clock shows `timeOfDay`. */
export interface ReportTime {
  readonly frequency: ReportFrequency;
  /** `08:00` */
  readonly timeOfDay: string;
}

/** The calendar day, week or month that a report is about. */
export interface ReportPeriod {
  /** `2026-10-25`, `2026-W44` (ISO 8601, from Monday) or `2026-10`. */
  readonly key: string;
  readonly days: CalendarDays;
}

/** A moment as the store's clock shows it. */
export interface LocalMinute {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** No day, Monday or first of a month is further away than this, and a zone changes its clock twice within it. */
const daysAheadMax = 400;
/** Zones skip one calendar day at most. */
const skippedDaysMax = 2;

/**
 * The newest period that was over at a moment: a report that is late is about this one, and about no other.
 *
 * @param timeZone IANA name; an unknown one throws a RangeError.
 */
export function newestPeriod(frequency: ReportFrequency, timeZone: string, atMs: number): ReportPeriod {
  const today = localOf(atMs, timeZone).toPlainDate();
  switch (frequency) {
    case 'daily': {
      const day = dayBefore(today, timeZone);
      return { key: day.toString(), days: { from: day.toString(), to: day.toString() } };
    }
    case 'weekly': {
      const monday = today.subtract({ days: today.dayOfWeek + 6 });
      const key = `${monday.yearOfWeek}-W${String(monday.weekOfYear).padStart(2, '0')}`;
      return { key, days: { from: monday.toString(), to: monday.add({ days: 6 }).toString() } };
    }
    case 'monthly': {
      const first = today.with({ day: 1 }).subtract({ months: 1 });
      const last = first.with({ day: first.daysInMonth });
      return { key: first.toPlainYearMonth().toString(), days: { from: first.toString(), to: last.toString() } };
    }
    default:
      return assertNever(frequency);
  }
}

/** The days of a period by its key. Throws a RangeError for what is none. */
export function daysOfPeriod(key: string): CalendarDays {
  const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(key) ?? [];
  if (year !== undefined && week !== undefined) {
    // 4 January is in the first week of its year, whatever day it is.
    const first = Temporal.PlainDate.from(`${year}-01-04`);
    const monday = first.subtract({ days: first.dayOfWeek - 1 }).add({ weeks: Number(week) - 1 });
    return { from: monday.toString(), to: monday.add({ days: 6 }).toString() };
  }
  if (/^\d{4}-\d{2}$/.test(key)) {
    const month = Temporal.PlainYearMonth.from(key);
    return { from: `${key}-01`, to: month.toPlainDate({ day: month.daysInMonth }).toString() };
  }
  const day = Temporal.PlainDate.from(key).toString();
  return { from: day, to: day };
}

/**
 * The first moment after `afterMs` at which a report is due. A time that the clock shows twice is the second one, and one that
 * it skips comes as much later as the clock is put forward: each day has one of each.
 */
export function nextRunMs({ frequency, timeOfDay }: ReportTime, timeZone: string, afterMs: number): number {
  const today = localOf(afterMs, timeZone).toPlainDate();
  for (let ahead = 0; ahead < daysAheadMax; ahead++) {
    const day = today.add({ days: ahead });
    if (!isDay(day, frequency)) continue;
    const runMs = runOn(day, timeOfDay, timeZone).epochMilliseconds;
    if (runMs > afterMs) return runMs;
  }
  throw new Error(`no ${frequency} report within ${daysAheadMax} days`);
}

/**
 * The next day of the report on which the clock skips its time, with the time at which it comes instead: a calendar that looks
 * for the time alone would leave that day out. Null: there is none within a year.
 */
export function nextShiftedRun(
  { frequency, timeOfDay }: ReportTime,
  timeZone: string,
  afterMs: number,
): LocalMinute | null {
  const time = Temporal.PlainTime.from(timeOfDay);
  let local = localOf(afterMs, timeZone).startOfDay().subtract({ seconds: 1 });
  const until = local.add({ days: daysAheadMax });
  for (;;) {
    const change = local.getTimeZoneTransition('next');
    if (!change || Temporal.ZonedDateTime.compare(change, until) > 0) return null;
    const day = change.toPlainDate();
    const run = runOn(day, timeOfDay, timeZone);
    if (isDay(day, frequency) && !run.toPlainTime().equals(time) && run.epochMilliseconds > afterMs)
      return { year: run.year, month: run.month, day: run.day, hour: run.hour, minute: run.minute };
    local = change;
  }
}

function runOn(day: Temporal.PlainDate, timeOfDay: string, timeZone: string): Temporal.ZonedDateTime {
  return day.toPlainDateTime(Temporal.PlainTime.from(timeOfDay)).toZonedDateTime(timeZone, { disambiguation: 'later' });
}

function isDay(day: Temporal.PlainDate, frequency: ReportFrequency): boolean {
  switch (frequency) {
    case 'daily':
      return true;
    case 'weekly':
      return day.dayOfWeek === 1;
    case 'monthly':
      return day.day === 1;
    default:
      return assertNever(frequency);
  }
}

/** A day that the zone skipped was none. */
function dayBefore(day: Temporal.PlainDate, timeZone: string): Temporal.PlainDate {
  for (let back = 1; back <= skippedDaysMax; back++) {
    const before = day.subtract({ days: back });
    if (startOfDayMs(before, timeZone) < startOfDayMs(before.add({ days: 1 }), timeZone)) return before;
  }
  throw new Error('a zone skips more days than it may');
}

function localOf(atMs: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
}
