import { Temporal } from 'temporal-polyfill';
import { assertNever } from '../assert-never.ts';
import { hourMs } from '../duration.ts';

/** Calendar days of a store, both included, as `2026-11-22`. */
export interface CalendarDays {
  readonly from: string;
  readonly to: string;
}

/** Epoch milliseconds, half open: `fromMs` is in it, `toMs` is not. */
export interface InstantRange {
  readonly fromMs: number;
  readonly toMs: number;
}

export const granularities = ['hour', 'day', 'week', 'month'] as const;
export type Granularity = (typeof granularities)[number];

/** An hour, day, week or month of the wall calendar, or the part of it within a range. It ends where the next one begins. */
export interface Bucket {
  /** `2026-11-22T13:00+01:00`, `2026-11-22`, `2026-W47` (ISO 8601, from Monday) or `2026-11`. */
  readonly key: string;
  readonly startMs: number;
}

/**
 * The moments between which a calendar on the wall of `timeZone` shows these days: 23, 24, 24.5 or 25 hours each.
 *
 * @param timeZone IANA name or offset; an unknown one throws a RangeError, as does a day that is none.
 */
export function instantsOf({ from, to }: CalendarDays, timeZone: string): InstantRange {
  return {
    fromMs: startOfDayMs(Temporal.PlainDate.from(from), timeZone),
    toMs: startOfDayMs(Temporal.PlainDate.from(to).add({ days: 1 }), timeZone),
  };
}

/** The buckets of a range, oldest first: together they are the range, without gaps and overlaps. */
export function bucketsOf(days: CalendarDays, timeZone: string, granularity: Granularity): readonly Bucket[] {
  return granularity === 'hour' ? hoursOf(instantsOf(days, timeZone), timeZone) : datesOf(days, timeZone, granularity);
}

/** How many days the range has by the calendar. */
export function dayCount({ from, to }: CalendarDays): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
}

/** First moment of a day: 01:00 where the clock skips midnight. */
export function startOfDayMs(day: Temporal.PlainDate, timeZone: string): number {
  return day.toZonedDateTime(timeZone).epochMilliseconds;
}

function datesOf({ from, to }: CalendarDays, timeZone: string, granularity: Exclude<Granularity, 'hour'>): Bucket[] {
  const last = Temporal.PlainDate.from(to);
  const buckets: Bucket[] = [];
  let day = Temporal.PlainDate.from(from);
  while (Temporal.PlainDate.compare(day, last) <= 0) {
    const next = startOfNext(day, granularity);
    const [startMs, endMs] = [startOfDayMs(day, timeZone), startOfDayMs(next, timeZone)];
    // A day that a zone skipped is no day.
    if (startMs < endMs) buckets.push({ key: keyOf(day, granularity), startMs });
    day = next;
  }
  return buckets;
}

function startOfNext(day: Temporal.PlainDate, granularity: Exclude<Granularity, 'hour'>): Temporal.PlainDate {
  switch (granularity) {
    case 'day':
      return day.add({ days: 1 });
    case 'week':
      return day.add({ days: 8 - day.dayOfWeek });
    case 'month':
      return day.with({ day: 1 }).add({ months: 1 });
    default:
      return assertNever(granularity);
  }
}

function keyOf(day: Temporal.PlainDate, granularity: Exclude<Granularity, 'hour'>): string {
  switch (granularity) {
    case 'day':
      return day.toString();
    case 'week':
      return `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, '0')}`;
    case 'month':
      return day.toPlainYearMonth().toString();
    default:
      return assertNever(granularity);
  }
}

/** By the clock: an hour that is shown twice is two, told apart by their offsets, and a change by half an hour cuts one. */
function hoursOf({ fromMs, toMs }: InstantRange, timeZone: string): Bucket[] {
  const buckets: Bucket[] = [];
  let startMs = fromMs;
  while (startMs < toMs) {
    const local = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(timeZone);
    const offsetMs = local.offsetNanoseconds / 1_000_000;
    const changeMs = local.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    for (const untilMs = Math.min(changeMs, toMs); startMs < untilMs; ) {
      const hour = Math.floor((startMs + offsetMs) / hourMs) * hourMs;
      buckets.push({ key: `${new Date(hour).toISOString().slice(0, 16)}${local.offset}`, startMs });
      startMs = Math.min(hour + hourMs - offsetMs, untilMs);
    }
  }
  return buckets;
}

/** From when on a zone is how far from UTC. */
export interface ClockOffset {
  /** Epoch milliseconds. */
  readonly startMs: number;
  readonly offsetMs: number;
}

/** What the clocks of a zone show within a range: the first entry begins with the range. */
export function offsetsOf({ fromMs, toMs }: InstantRange, timeZone: string): readonly ClockOffset[] {
  const offsets: ClockOffset[] = [];
  for (let startMs = fromMs; startMs < toMs; ) {
    const local = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(timeZone);
    offsets.push({ startMs, offsetMs: local.offsetNanoseconds / 1_000_000 });
    startMs = local.getTimeZoneTransition('next')?.epochMilliseconds ?? toMs;
  }
  return offsets;
}
