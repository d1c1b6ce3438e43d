import { dayMs, hourMs } from './duration.ts';

/** A local calendar day, or the part of it within a range. */
export interface LocalDay {
  /** `2026-11-22` */
  readonly day: string;
  /** Inclusive; epoch milliseconds. */
  readonly startMs: number;
}

/** No change of a clock makes a day longer than this. */
const dayMsMax = dayMs + 3 * hourMs;

/**
 * The days that a calendar on the wall of `timeZone` shows between two moments, oldest first. The first begins with the range.
 *
 * @param timeZone IANA name; an unknown one throws a RangeError.
 */
export function localDays(fromMs: number, toMs: number, timeZone: string): readonly LocalDay[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const dayOf = (ms: number): string => format.format(ms);
  const days: LocalDay[] = [];
  for (let startMs = fromMs; startMs < toMs; ) {
    const day = dayOf(startMs);
    days.push({ day, startMs });
    startMs = endOfDay(startMs, day, dayOf);
  }
  return days;
}

/** The first moment of the next day, by halving where it is not just 24 hours later. */
function endOfDay(startMs: number, day: string, dayOf: (ms: number) => string): number {
  const usual = startMs + dayMs;
  if (dayOf(usual) !== day && dayOf(usual - 1) === day) return usual;
  let [low, high] = [startMs, startMs + dayMsMax];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayOf(middle) === day) low = middle;
    else high = middle;
  }
  return high;
}
