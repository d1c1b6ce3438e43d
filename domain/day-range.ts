import { Temporal } from 'temporal-polyfill';
import { startOfDayMs } from './analytics/calendar.ts';

/** Calendar days `2026-11-22`, both included; either may be open. */
export interface DayRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Half open: `from` is included, `to` is not. */
export interface InstantRange {
  readonly from: Date | null;
  readonly to: Date | null;
}

/** The moments between which these days lie in a time zone. */
export function instantsOfDays({ from, to }: DayRange, timeZone: string): InstantRange {
  return {
    from: from === undefined ? null : new Date(startOfDayMs(Temporal.PlainDate.from(from), timeZone)),
    to: to === undefined ? null : new Date(startOfDayMs(Temporal.PlainDate.from(to).add({ days: 1 }), timeZone)),
  };
}
