import { type DailySeries, meanOf, weekDays } from './daily-series.ts';
import type { Method } from './method.ts';
import { type Bounds, patternSearch } from './pattern-search.ts';

/**
 * Exponential smoothing with an additive season of a week, without a trend, ETS(A,N,A), or with a damped one, ETS(A,Ad,A).
 *
 * Source: Hyndman & Athanasopoulos, "Forecasting: Principles and Practice" (3rd ed.). The season is that of section 8.3
 * (Holt-Winters' additive method), the damped trend of 8.2 and 8.3, both in the error correction form of 8.5: with the error
 * e = y − (ℓ + φb + s) of a day, ℓ ← ℓ + φb + αe, b ← φb + βe and s ← s + γe, where β ≤ α and γ ≤ 1 − α. Parameters minimise
 * the absolute errors of one day, because a sale of two days would rule the squared ones; the trend is taken where the corrected
 * information criterion AICc of 8.6 is lower, with the likelihood of errors that are distributed by Laplace.
 */
export const holtWinters: Method<'holt_winters'> = {
  id: 'holt_winters',
  fit: (past) => {
    const [level, trend] = [withoutTrend(past), withTrend(past)];
    const { smoothing } = aicc(past, trend) < aicc(past, level) ? trend : level;
    return (later, days) => ahead(run(later, smoothing), smoothing, days);
  },
};

/** How quickly each part follows: from 0 (never) to 1 (at once). */
interface Smoothing {
  readonly level: number;
  readonly season: number;
  readonly trend: number;
  /** What is left of the trend after a day. */
  readonly damping: number;
}

interface Fit {
  readonly smoothing: Smoothing;
  readonly absoluteError: number;
  /** Parameters that were estimated, first values of the parts included. */
  readonly parameters: number;
}

interface State {
  readonly level: number;
  readonly trend: number;
  /** By the index of the day, modulo a week. */
  readonly season: readonly number[];
  readonly length: number;
  readonly absoluteError: number;
}

const share: Bounds = { from: 0, to: 1 };
/** By section 8.2: more hardly differs from no damping, less is hardly a trend. */
const dampingBounds: Bounds = { from: 0.8, to: 0.98 };
/** Weeks by which the first values of the parts are taken. */
const firstWeeks = 2;

function withoutTrend(past: DailySeries): Fit {
  const smoothingOf = ([level = 0, season = 0]: readonly number[]): Smoothing => ({
    ...{ level, season: season * (1 - level), trend: 0, damping: 0 },
  });
  const found = patternSearch((point) => run(past, smoothingOf(point)).absoluteError, {
    start: [0.2, 0.1],
    bounds: [share, share],
  });
  return { smoothing: smoothingOf(found.point), absoluteError: found.value, parameters: 2 + 1 + weekDays };
}

function withTrend(past: DailySeries): Fit {
  const smoothingOf = ([level = 0, season = 0, trend = 0, damping = 0]: readonly number[]): Smoothing => ({
    ...{ level, season: season * (1 - level), trend: trend * level, damping },
  });
  const found = patternSearch((point) => run(past, smoothingOf(point)).absoluteError, {
    start: [0.2, 0.1, 0.1, 0.9],
    bounds: [share, share, share, dampingBounds],
  });
  return { smoothing: smoothingOf(found.point), absoluteError: found.value, parameters: 4 + 2 + weekDays };
}

/** Lower is better; a model that is never wrong cannot be improved. */
function aicc({ length }: DailySeries, { absoluteError, parameters }: Fit): number {
  if (absoluteError === 0) return Number.NEGATIVE_INFINITY;
  // The spread of the errors is estimated too.
  const k = parameters + 1;
  const correction = length - k - 1;
  return correction <= 0
    ? Number.POSITIVE_INFINITY
    : 2 * length * Math.log(absoluteError / length) + 2 * k + (2 * k * (k + 1)) / correction;
}

/** The parts after the last day of a series, and the absolute errors on the way. */
function run(series: DailySeries, smoothing: Smoothing): State {
  const first = series.slice(0, firstWeeks * weekDays);
  let level = meanOf(first);
  const season = Array.from({ length: weekDays }, (_, weekday) =>
    first.length < weekDays ? 0 : meanOf(first.filter((_value, index) => index % weekDays === weekday)) - level,
  );
  let [trend, absoluteError] = [0, 0];
  for (let index = 0; index < series.length; index++) {
    const value = series[index] ?? 0;
    const weekday = index % weekDays;
    const damped = smoothing.damping * trend;
    const seasonal = season[weekday] ?? 0;
    const error = value - (level + damped + seasonal);
    level += damped + smoothing.level * error;
    trend = damped + smoothing.trend * error;
    season[weekday] = seasonal + smoothing.season * error;
    absoluteError += Math.abs(error);
  }
  return { level, trend, season, length: series.length, absoluteError };
}

function ahead({ level, trend, season, length }: State, { damping }: Smoothing, days: number): readonly number[] {
  let [risen, step] = [0, trend];
  return Array.from({ length: days }, (_, day) => {
    step *= damping;
    risen += step;
    return Math.max(0, level + risen + (season[(length + day) % weekDays] ?? 0));
  });
}
