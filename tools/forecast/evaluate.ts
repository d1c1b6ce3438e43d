import { weekDays } from '../../domain/forecast/daily-series.ts';
import { daysNeeded, type Expected, forecastAmong, methods, methodsWith } from '../../domain/forecast/forecast.ts';
import type { Method, MethodId } from '../../domain/forecast/method.ts';
import type { WeekShape } from '../../domain/forecast/pooled-weekday.ts';
import { lastWeek } from '../../domain/forecast/weekday-mean.ts';

export interface Score {
  readonly name: string;
  readonly meanAbsoluteError: number;
  /** Divided by the error of the day a week before, within the past of each forecast. */
  readonly scaledError: number;
  /** Mean loss of the two ends and the middle as quantiles of 10, 90 and 50 %, divided by the same. */
  readonly pinballLoss: number;
  /** Share of the days within their interval. */
  readonly coverage: number;
  /** Share of the sums within theirs; null: there was none. */
  readonly coverageOfSum: number | null;
}

export interface EvaluateOptions {
  /** How many days ahead. */
  readonly days: number;
  /** Days between two origins. */
  readonly every: number;
  /** The week of other shops, from the first day of the values on; without it none is drawn towards it. */
  readonly shape?: WeekShape;
}

const names: Readonly<Record<MethodId, string>> = {
  weekday_mean: 'mean of the weekday',
  holt_winters: 'Holt-Winters',
  mean_of_both: 'mean of both',
  pooled_weekday: 'weekday drawn to others',
};

/** Scores on days that nothing had seen: neither the parameters, nor the choice of the method, nor the interval. */
export function evaluateForecasts(values: readonly number[], options: EvaluateOptions): readonly Score[] {
  const { shape } = options;
  const only = (id: MethodId) => (past: readonly number[]) => methodsWith(past, shape).filter((one) => one.id === id);
  const ids = methodsWith(values, shape).map(({ id }) => id);
  return [
    score('as last week', values, options, () => [lastWeek]),
    ...ids.map((id) => score(names[id], values, options, only(id))),
    score('best of its own three on the past', values, options, () => methods),
    ...(shape ? [score('the forecast: best of all four', values, options, (past) => methodsWith(past, shape))] : []),
  ];
}

function score(
  name: string,
  values: readonly number[],
  options: EvaluateOptions,
  among: (past: readonly number[]) => readonly Method[],
): Score {
  const { days, every } = options;
  const [errors, scaled, losses]: [number[], number[], number[]] = [[], [], []];
  let [met, sums, sumsMet] = [0, 0, 0];
  for (let origin = daysNeeded; origin + days <= values.length; origin += every) {
    const past = values.slice(0, origin);
    const found = forecastAmong(among(past), past, days);
    // Days before the first cart make a series shorter.
    if (found.kind === 'not_enough') continue;
    const scale = lastWeekError(past);
    const came = values.slice(origin, origin + days);
    for (const [ahead, value] of came.entries()) {
      const expected = found.days[ahead];
      if (!expected) throw new Error(`day ${ahead} has no forecast`);
      const error = Math.abs(value - expected.value);
      errors.push(error);
      scaled.push(error / scale);
      losses.push(lossOf(expected, value) / scale);
      if (expected.lower <= value && value <= expected.upper) met++;
    }
    const { interval } = found.total;
    if (!interval) continue;
    const sum = came.reduce((total, value) => total + value, 0);
    sums++;
    if (interval.lower <= sum && sum <= interval.upper) sumsMet++;
  }
  return {
    name,
    meanAbsoluteError: mean(errors),
    scaledError: mean(scaled),
    pinballLoss: mean(losses),
    coverage: met / errors.length,
    coverageOfSum: sums === 0 ? null : sumsMet / sums,
  };
}

const lastWeekError = (past: readonly number[]): number =>
  mean(past.slice(weekDays).map((value, index) => Math.abs(value - (past[index] ?? 0))));

/**
 * Source: Hyndman & Athanasopoulos, "Forecasting: Principles and Practice" (3rd ed.), section 5.9 (quantile scores), without
 * its factor of two.
 */
function lossOf({ value, lower, upper }: Expected, came: number): number {
  const loss = (quantile: number, of: number) => (came >= of ? quantile * (came - of) : (1 - quantile) * (of - came));
  return mean([loss(0.1, lower), loss(0.5, value), loss(0.9, upper)]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
