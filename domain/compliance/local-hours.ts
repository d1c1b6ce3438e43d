import { Temporal } from 'temporal-polyfill';
import { dayMs, minuteMs } from '../duration.ts';
import { momentsOf } from '../first-local-time.ts';
import type { TimeWindow } from '../flow/time-window.ts';
import { offsetMsAt } from '../zone-offset.ts';
import { type HolidayCalendar, isHoliday } from './holidays.ts';

/** Minutes of the day on a clock of the wall: from `from` on and before `until`. 1440 is the end of the day. */
export interface MinuteSpan {
  readonly from: number;
  readonly until: number;
}

/** When messages may go out on one day; an empty list: never on that day. */
export type DayHours = readonly MinuteSpan[];

/** When messages may go out, by the clock on the wall of whoever gets them. */
export interface LocalHours {
  /** Monday first. */
  readonly week: readonly [DayHours, DayHours, DayHours, DayHours, DayHours, DayHours, DayHours];
  /** On its public holidays nothing goes out; null: they are days like others. */
  readonly holidays: HolidayCalendar | null;
}

export const minutesPerDay = 1_440;

/** Calendar days looked at. No policy closes so many in a row; beyond, the answer is that no time is allowed. */
export const daysAheadMax = 15;

/** Changes of a zone's clocks looked at within these days: Morocco has two in five weeks. */
const transitionsMax = 3;

/** The same hours on each day of the week. */
export function everyDay(day: DayHours): LocalHours {
  return { week: [day, day, day, day, day, day, day], holidays: null };
}

/** What all of them allow, in as few as that can be said in: those with a calendar of holidays stay apart from the others. */
export function joined(hours: readonly LocalHours[]): readonly LocalHours[] {
  return [...Map.groupBy(hours, ({ holidays }) => holidays).values()].map((alike) =>
    alike.reduce((one, other) => {
      const on = (day: 0 | 1 | 2 | 3 | 4 | 5 | 6) => inBoth(one.week[day], other.week[day]);
      return { week: [on(0), on(1), on(2), on(3), on(4), on(5), on(6)], holidays: one.holidays };
    }),
  );
}

function inBoth(one: DayHours, other: DayHours): DayHours {
  return one
    .flatMap((a) => other.map((b) => ({ from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) })))
    .filter(({ from, until }) => from < until);
}

/**
 * What quiet hours leave. They may go over midnight (`21:00` to `08:00`); those that end when they begin are the whole
 * day, so that nothing is left.
 */
export function outsideQuietHours({ from, until }: TimeWindow): DayHours {
  const [begins, ends] = [minuteOf(from), minuteOf(until)];
  if (begins === ends) return [];
  const spans =
    begins < ends
      ? [
          { from: 0, until: begins },
          { from: ends, until: minutesPerDay },
        ]
      : [{ from: ends, until: begins }];
  return spans.filter((span) => span.from < span.until);
}

/** Whether a message may go out at a moment by the clock of a zone. */
export function allows({ week, holidays }: LocalHours, atMs: number, timeZone: string): boolean {
  if (holidays !== null) {
    const date = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
    if (isHoliday(holidays, date)) return false;
  }
  const shownMs = atMs + offsetMsAt(atMs, timeZone);
  const minute = modulo(Math.floor(shownMs / minuteMs), minutesPerDay);
  // The first of January 1970 was a Thursday.
  const day = week[modulo(Math.floor(shownMs / dayMs) + 3, 7)] ?? [];
  return day.some(({ from, until }) => from <= minute && minute < until);
}

/**
 * The first moment at or after `atMs` at which the clock of a zone shows an allowed time; null: none within the days
 * that are looked at. It is where a span begins, or where the clocks jump into one.
 *
 * @param timeZone IANA name; an unknown one throws a RangeError.
 */
export function firstAllowed(hours: LocalHours, atMs: number, timeZone: string): number | null {
  if (allows(hours, atMs, timeZone)) return atMs;
  const now = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
  const isAllowed = (moment: number) => moment >= atMs && allows(hours, moment, timeZone);
  const jumps = transitionsAfter(now).filter(isAllowed);
  for (let ahead = 0; ahead <= daysAheadMax; ahead++) {
    const date = now.toPlainDate().add({ days: ahead });
    const begins = (hours.week[date.dayOfWeek - 1] ?? []).flatMap(({ from }) =>
      momentsOf(date.toPlainDateTime({ hour: Math.floor(from / 60), minute: from % 60 }), timeZone),
    );
    const allowed = begins.filter(isAllowed);
    // Days follow each other: what begins on a later one is later.
    if (allowed.length > 0) return Math.min(...allowed, ...jumps);
  }
  const [jump] = jumps;
  return jump !== undefined && jump <= now.add({ days: daysAheadMax }).epochMilliseconds ? jump : null;
}

function transitionsAfter(now: Temporal.ZonedDateTime): number[] {
  const found: number[] = [];
  let at: Temporal.ZonedDateTime | null = now;
  for (let n = 0; n < transitionsMax; n++) {
    at = at.getTimeZoneTransition('next');
    if (at === null) break;
    found.push(at.epochMilliseconds);
  }
  return found;
}

function minuteOf(time: string): number {
  const { hour, minute } = Temporal.PlainTime.from(time);
  return hour * 60 + minute;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
