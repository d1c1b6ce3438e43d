import type { DailySeries } from './daily-series.ts';

/** What is chosen among; part of the public API. */
export const methodIds = ['weekday_mean', 'holt_winters', 'mean_of_both', 'pooled_weekday'] as const;
export type MethodId = (typeof methodIds)[number];

/** A way to forecast. Fitting and forecasting are apart, so that one fit serves the days after it too. */
export interface Method<Id extends string = string> {
  readonly id: Id;
  /** Chooses the parameters by the errors of forecasts of one day within `past`. */
  fit(past: DailySeries): Fitted;
}

/** Forecasts the `days` days that follow `past`, never below zero. */
export type Fitted = (past: DailySeries, days: number) => readonly number[];

/**
 * The mean of two forecasts, which is often better than either.
 *
 * Source: Hyndman & Athanasopoulos, "Forecasting: Principles and Practice" (3rd ed.), section 13.4 (forecast combinations).
 */
export function meanOfMethods<Id extends string>(id: Id, one: Method, other: Method): Method<Id> {
  return {
    id,
    fit(past) {
      const [first, second] = [one.fit(past), other.fit(past)];
      return (later, days) => {
        const others = second(later, days);
        return first(later, days).map((value, index) => (value + (others[index] ?? value)) / 2);
      };
    },
  };
}
