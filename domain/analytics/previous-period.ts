import { Temporal } from 'temporal-polyfill';
import { type CalendarDays, dayCount, type InstantRange, instantsOf, startOfDayMs } from './calendar.ts';

export interface Period extends InstantRange {
  readonly days: CalendarDays;
}

/**
 * The period that a range is compared with: as long, right before it; of a month (or year) the one before, and of a range
 * that is not over yet the same local part of it, so that today until noon stands beside yesterday until noon, and 1 to 3 June
 * beside 1 to 3 May.
 */
export function previousPeriod(days: CalendarDays, timeZone: string, nowMs: number): Period {
  const from = Temporal.PlainDate.from(days.from);
  const to = Temporal.PlainDate.from(days.to);
  const { fromMs, toMs } = instantsOf(days, timeZone);
  const isRunning = fromMs <= nowMs && nowMs < toMs;
  const step = stepOf(days, isRunning);
  const [previousFrom, whole] = [from.subtract(step), endOfPrevious(from, to, step)];
  const previousFromMs = startOfDayMs(previousFrom, timeZone);
  const wholeMs = startOfDayMs(whole.add({ days: 1 }), timeZone);
  if (!isRunning) return { days: textOf(previousFrom, whole), fromMs: previousFromMs, toMs: wholeMs };
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone);
  // The 31st has no day in a shorter month: there that month is over.
  const sameDay = now.toPlainDate().subtract(step);
  const isBeyond = sameDay.day !== now.day && (step.months !== undefined || step.years !== undefined);
  const cutMs = isBeyond
    ? startOfDayMs(sameDay.add({ days: 1 }), timeZone)
    : now.toPlainDateTime().subtract(step).toZonedDateTime(timeZone).epochMilliseconds;
  const until = Math.min(cutMs, wholeMs);
  const last = Temporal.Instant.fromEpochMilliseconds(Math.max(previousFromMs, until - 1)).toZonedDateTimeISO(timeZone);
  return { days: textOf(previousFrom, last.toPlainDate()), fromMs: previousFromMs, toMs: until };
}

interface Step {
  readonly days?: number;
  readonly months?: number;
  readonly years?: number;
}

/** Back by what: a range of one day is a day, also on the first of a month. */
function stepOf(days: CalendarDays, isRunning: boolean): Step {
  const from = Temporal.PlainDate.from(days.from);
  const to = Temporal.PlainDate.from(days.to);
  const count = dayCount(days);
  if (count === 1) return { days: 1 };
  const isInMonth = from.day === 1 && from.toPlainYearMonth().equals(to.toPlainYearMonth());
  if (isInMonth && (isRunning || to.day === to.daysInMonth)) return { months: 1 };
  const isInYear = from.dayOfYear === 1 && from.year === to.year;
  if (isInYear && (isRunning || to.dayOfYear === to.daysInYear)) return { years: 1 };
  if (isRunning && from.dayOfWeek === 1 && count <= 7) return { days: 7 };
  return { days: count };
}

function endOfPrevious(from: Temporal.PlainDate, to: Temporal.PlainDate, step: Step): Temporal.PlainDate {
  if (step.days !== undefined) return to.subtract(step);
  // A whole month or year ends with its own last day, which may have another number.
  const isWhole = to.add({ days: 1 }).day === 1;
  return isWhole ? to.add({ days: 1 }).subtract(step).subtract({ days: 1 }) : minDate(to.subtract(step), from);
}

function minDate(date: Temporal.PlainDate, before: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(date, before) < 0 ? date : before.subtract({ days: 1 });
}

function textOf(from: Temporal.PlainDate, to: Temporal.PlainDate): CalendarDays {
  return { from: from.toString(), to: to.toString() };
}
