import { type DailySeries, weekDays } from './daily-series.ts';
import type { Method } from './method.ts';

/** Further back a shop was another one. */
const weeksMax = 8;

/**
 * Each day as the same weekday a week ago: the seasonal naïve method.
 *
 * Source: Hyndman & Athanasopoulos, "Forecasting: Principles and Practice" (3rd ed.), section 5.2: ŷ(T+h) = y(T+h−7(k+1)),
 * where k is the number of whole weeks before T+h.
 */
export const lastWeek: Method<'last_week'> = {
  id: 'last_week',
  fit: () => (past, days) => weekdayMeans(past, days, 1),
};

/**
 * Each day as the mean of the same weekday in the last weeks: the mean method (the same section) applied to each weekday. How
 * many weeks is what would have been wrong by least on the days before.
 */
export const weekdayMean: Method<'weekday_mean'> = {
  id: 'weekday_mean',
  fit: (past) => {
    const weeks = weeksOfLeastError(past);
    return (later, days) => weekdayMeans(later, days, weeks);
  },
};

function weekdayMeans(past: DailySeries, days: number, weeks: number): readonly number[] {
  return Array.from({ length: days }, (_, day) => sameWeekdayMean(past, past.length + (day % weekDays), weeks));
}

/** Mean of the weekday of `index` in the weeks before it, as far as there are any. */
function sameWeekdayMean(series: DailySeries, index: number, weeks: number): number {
  let [sum, count] = [0, 0];
  for (let at = index - weekDays; at >= 0 && count < weeks; at -= weekDays) {
    sum += series[at] ?? 0;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

function weeksOfLeastError(past: DailySeries): number {
  let best = { weeks: 2, error: Number.POSITIVE_INFINITY };
  for (let weeks = 2; weeks <= weeksMax; weeks++) {
    let error = 0;
    for (let index = weekDays; index < past.length; index++)
      error += Math.abs((past[index] ?? 0) - sameWeekdayMean(past, index, weeks));
    if (error < best.error) best = { weeks, error };
  }
  return best.weeks;
}
