import { addDays, type DayRange } from '../../lib/period.ts';

/** Weeks that are shown at least: fewer would have hardly a cell that had its time. */
const weeksMin = 13;
/** More days than these are refused by the API. */
const daysMax = 400;
const weekMs = 7 * 86_400_000;

/** Whole weeks from Monday to Sunday that end with the week of the period's last day, which may lie ahead. */
export function cohortDays({ from, to }: DayRange): DayRange {
  const last = sundayOf(to);
  const weeks = Math.ceil((Date.parse(last) - Date.parse(mondayOf(from))) / weekMs);
  const shown = Math.min(Math.floor(daysMax / 7), Math.max(weeksMin, weeks));
  return { from: addDays(last, 1 - 7 * shown), to: last };
}

/** The days of a week by its ISO 8601 name, e.g. `2026-W53`. */
export function daysOfWeek(week: string): DayRange {
  const [year = '', number = ''] = week.split('-W');
  // The first week is the one that 4 January is in.
  const monday = addDays(mondayOf(`${year}-01-04`), 7 * (Number(number) - 1));
  return { from: monday, to: addDays(monday, 6) };
}

function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

function sundayOf(day: string): string {
  return addDays(mondayOf(day), 6);
}
