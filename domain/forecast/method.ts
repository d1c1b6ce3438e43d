import type { DailySeries } from './daily-series.ts';

export const methodIds = ['last_week', 'weekday_mean', 'holt_winters'] as const;
export type MethodId = (typeof methodIds)[number];

/** A way to forecast. Fitting and forecasting are apart, so that one fit serves the days after it too. */
export interface Method {
  readonly id: MethodId;
  /** Chooses the parameters by the errors of forecasts of one day within `past`. */
  fit(past: DailySeries): Fitted;
}

/** Forecasts the `days` days that follow `past`, never below zero. */
export type Fitted = (past: DailySeries, days: number) => readonly number[];
