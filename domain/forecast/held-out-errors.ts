import { type DailySeries, weekDays } from './daily-series.ts';
import type { Method } from './method.ts';

/** How far a forecast was from what came: made with the first `origin` days of a series, of the day `step` after them. */
export interface HeldOutError {
  readonly origin: number;
  /** 1: the next day. */
  readonly step: number;
  /** What came less the forecast. */
  readonly error: number;
}

/** Two weeks are the least that a season can be read from. */
const trainingDaysMin = 2 * weekDays;
/** How many of the last days forecasts are made from: what was longer ago says little about the errors of today. */
const originsMax = 10 * weekDays;

/**
 * Errors on days that a method had not seen, with a forecast from each of the last days (a rolling origin). Parameters are chosen anew
 * once a week.
 *
 * Source: Hyndman & Athanasopoulos, "Forecasting: Principles and Practice" (3rd ed.), section 5.10 (time series
 * cross-validation).
 */
export function heldOutErrors(method: Method, series: DailySeries, days: number): readonly HeldOutError[] {
  const errors: HeldOutError[] = [];
  const first = Math.max(trainingDaysMin, series.length - originsMax);
  let fitted = method.fit(series.slice(0, first));
  for (let origin = first; origin < series.length; origin++) {
    const past = series.slice(0, origin);
    if (origin > first && (origin - first) % weekDays === 0) fitted = method.fit(past);
    const known = Math.min(days, series.length - origin);
    for (const [ahead, forecast] of fitted(past, known).entries())
      errors.push({ origin, step: ahead + 1, error: (series[origin + ahead] ?? 0) - forecast });
  }
  return errors;
}

export function meanAbsoluteError(errors: readonly Pick<HeldOutError, 'error'>[]): number {
  return errors.reduce((sum, { error }) => sum + Math.abs(error), 0) / Math.max(1, errors.length);
}
