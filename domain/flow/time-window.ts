import { Temporal } from 'temporal-polyfill';
import { momentsOf } from '../first-local-time.ts';
import { offsetMsAt } from '../zone-offset.ts';

/**
 * A part of the day on a clock of the wall, HH:MM: from `from` on and before `until`. One that begins later than it ends
 * goes over midnight: what lies outside the quiet hours from 21:00 to 07:00 is `{ from: '07:00', until: '21:00' }`.
 */
export interface TimeWindow {
  readonly from: string;
  readonly until: string;
}

/** Days looked at: the window of today may be over, one lie inside a gap of the clocks, and a zone skip a day. */
const daysMax = 4;

/** Whether a clock in the zone that shows `atMs` stands in the window. */
export function isInWindow(window: TimeWindow, atMs: number, timeZone: string): boolean {
  return holds(window, localTimeAt(atMs, timeZone));
}

/**
 * The first moment at or after `earliestMs` that lies in the window. Where the clocks skip its beginning, it begins right
 * after the gap; where they show it twice, with the first, and goes on with the second unless it was over between them;
 * a window that lies in the gap comes the next day.
 *
 * @param timeZone IANA name; an unknown one throws a RangeError.
 */
export function firstInWindow(window: TimeWindow, earliestMs: number, timeZone: string): number {
  if (isInWindow(window, earliestMs, timeZone)) return earliestMs;
  const from = Temporal.PlainTime.from(window.from);
  const today = Temporal.Instant.fromEpochMilliseconds(earliestMs).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let day = 0; day < daysMax; day++) {
    const date = today.add({ days: day });
    const [first, second] = momentsOf(date.toPlainDateTime(from), timeZone);
    const begins = [first, second].find(
      (moment) =>
        moment !== undefined &&
        moment >= earliestMs &&
        isInWindow(window, moment, timeZone) &&
        (moment === first || moment < endOf(window, date, timeZone)),
    );
    if (begins !== undefined) return begins;
  }
  throw new Error(`no time from ${window.from} until ${window.until} within ${daysMax} days`);
}

/** When the window of a date is over for the first time. */
function endOf({ from, until }: TimeWindow, date: Temporal.PlainDate, timeZone: string): number {
  const last = from <= until ? date : date.add({ days: 1 });
  const [ends] = momentsOf(last.toPlainDateTime(Temporal.PlainTime.from(until)), timeZone);
  return ends ?? Number.NEGATIVE_INFINITY;
}

function holds({ from, until }: TimeWindow, time: string): boolean {
  return from <= until ? from <= time && time < until : from <= time || time < until;
}

function localTimeAt(atMs: number, timeZone: string): string {
  return new Date(atMs + offsetMsAt(atMs, timeZone)).toISOString().slice(11, 16);
}
