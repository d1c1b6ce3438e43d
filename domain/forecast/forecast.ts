import { type AdaptedShares, adaptedShares } from './adapted-share.ts';
import { type DailySeries, sinceFirst, weekDays } from './daily-series.ts';
import { byStep, type ErrorRange, errorRangeAt, errorRangeOfSum } from './error-interval.ts';
import { type HeldOutError, heldOutErrors, meanAbsoluteError } from './held-out-errors.ts';
import { holtWinters } from './holt-winters.ts';
import { type Method, type MethodId, meanOfMethods } from './method.ts';
import { pooledWeekday, shiftedShape, type WeekShape } from './pooled-weekday.ts';
import { lastWeek, weekdayMean } from './weekday-mean.ts';

/** Five whole weeks: two to learn a week from, and enough after them to see how wrong that is. */
export const daysNeeded = 5 * weekDays;
/** Half a year: what was before is another season. */
export const pastDaysMax = 26 * weekDays;
export const daysAheadMax = 4 * weekDays;

/** A number that is expected, and between what it lies in eight of ten cases. */
export interface Expected {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Forecast<Id extends string = MethodId> {
  readonly kind: 'ready';
  readonly method: Id;
  /** Of each of the next days. */
  readonly days: readonly Expected[];
  /** Of all of them together. The ends of a sum are no sum of ends; null: of so many days there were too few errors yet. */
  readonly total: {
    readonly value: number;
    readonly interval: { readonly lower: number; readonly upper: number } | null;
  };
  readonly heldOut: HeldOut;
}

/** How wrong forecasts of the last days would have been. */
export interface HeldOut {
  /** Days from which a forecast was made. */
  readonly origins: number;
  readonly meanAbsoluteError: number;
  /** The same of taking each day as a week before. */
  readonly lastWeekError: number;
  /**
   * The error divided by that of the day a week before within the past: below 1 is better than it; null: that one was never wrong.
   * Source: Hyndman & Athanasopoulos, "Forecasting: Principles and Practice" (3rd ed.), section 5.8 (MASE).
   */
  readonly scaledError: number | null;
  /** Share of days within an interval that was made of the errors before; null: too few yet. */
  readonly coverage: number | null;
  /** The same of peak days only, which a good share over all days hides; null: too few yet. */
  readonly peaks: { readonly days: number; readonly coverage: number } | null;
  /** Share of the known errors that the intervals of the next days span: more than 0.8 after days that lay outside. */
  readonly spannedShare: number;
}

export interface NotEnough {
  readonly kind: 'not_enough';
  /** Whole days since the first one that had anything. */
  readonly days: number;
  readonly daysMissing: number;
}

/** The simplest first: it stays where another is not better. */
export const methods: readonly Method<MethodId>[] = [
  weekdayMean,
  holtWinters,
  meanOfMethods('mean_of_both', weekdayMean, holtWinters),
];

/**
 * Forecasts the next days by the method that was wrong by least on the last ones. With the week of other shops, one that draws this shop's
 * weekdays towards theirs is among them.
 */
export function forecastOf(series: DailySeries, daysAhead: number, shape?: WeekShape): Forecast | NotEnough {
  return forecastAmong(methodsWith(series, shape), series, daysAhead);
}

/** The shape is that of the series; methods see it without the days that are cut. */
export function methodsWith(series: DailySeries, shape: WeekShape | undefined): readonly Method<MethodId>[] {
  return shape ? [...methods, pooledWeekday(shiftedShape(shape, series.length - learnedFrom(series).length))] : methods;
}

function learnedFrom(series: DailySeries): DailySeries {
  return sinceFirst(series).slice(-pastDaysMax);
}

/** The same among other methods, of which there is one at least. */
export function forecastAmong<Id extends string>(
  among: readonly Method<Id>[],
  series: DailySeries,
  daysAhead: number,
): Forecast<Id> | NotEnough {
  const past = learnedFrom(series);
  if (past.length < daysNeeded) return { kind: 'not_enough', days: past.length, daysMissing: daysNeeded - past.length };
  const [first, ...others] = among.map((method) => {
    const errors = heldOutErrors(method, past, daysAhead);
    return { method, errors, error: meanAbsoluteError(errors) };
  });
  if (!first) throw new Error('there is no method');
  const best = others.reduce((least, one) => (one.error < least.error ? one : least), first);
  const values = best.method.fit(past)(past, daysAhead);
  const sum = values.reduce((total, value) => total + value, 0);
  const known = byStep(best.errors);
  const shares = adaptedShares(best.errors);
  const ofSum = errorRangeOfSum(best.errors, daysAhead, shares.next);
  const judged = judgedDays(best.errors, shares);
  return {
    kind: 'ready',
    method: best.method.id,
    days: values.map((value, ahead) => ({ value, ...within(value, errorRangeAt(known, ahead + 1, shares.next)) })),
    total: { value: sum, interval: ofSum && within(sum, ofSum) },
    heldOut: {
      origins: new Set(best.errors.map(({ origin }) => origin)).size,
      meanAbsoluteError: best.error,
      lastWeekError: meanAbsoluteError(heldOutErrors(lastWeek, past, daysAhead)),
      scaledError: scaled(best.error, past),
      coverage: coverageOf(judged),
      peaks: coverageOfPeaks(judged, past),
      spannedShare: shares.next,
    },
  };
}

function within(value: number, range: ErrorRange | null): Pick<Expected, 'lower' | 'upper'> {
  const { low, high } = range ?? { low: 0, high: 0 };
  return { lower: Math.max(0, Math.min(value, value + low)), upper: Math.max(value, value + high) };
}

function scaled(error: number, past: DailySeries): number | null {
  const naive = past.slice(weekDays).map((value, index) => ({ error: value - (past[index] ?? 0) }));
  const scale = meanAbsoluteError(naive);
  return scale === 0 ? null : error / scale;
}

/** Days between the origins that are judged: their neighbours say almost the same, and each weekday has its turn. */
const judgedEvery = 3;

interface JudgedDay {
  /** Its place in the past. */
  readonly day: number;
  readonly met: boolean;
}

/** Each interval is made of errors that were known at its origin, and as wide as it would have been then. */
function judgedDays(errors: readonly HeldOutError[], shares: AdaptedShares): readonly JudgedDay[] {
  const judged: JudgedDay[] = [];
  for (const [origin, ofOrigin] of Map.groupBy(errors, (one) => one.origin)) {
    if (origin % judgedEvery !== 0) continue;
    const before = byStep(errors.filter((one) => one.origin + one.step <= origin));
    for (const { step, error } of ofOrigin) {
      const range = errorRangeAt(before, step, shares.at(origin));
      if (range) judged.push({ day: origin + step - 1, met: range.low <= error && error <= range.high });
    }
  }
  return judged;
}

function coverageOf(judged: readonly JudgedDay[]): number | null {
  return judged.length === 0 ? null : judged.filter(({ met }) => met).length / judged.length;
}

/** A tenth of the days of the past are peaks. */
const peakShare = 0.1;
/** Fewer different days say nothing about the next one. */
const peaksMin = 3;

function coverageOfPeaks(judged: readonly JudgedDay[], past: DailySeries): HeldOut['peaks'] {
  const sorted = past.toSorted((a, b) => b - a);
  const least = sorted[Math.ceil(peakShare * past.length) - 1] ?? Number.POSITIVE_INFINITY;
  const ofPeaks = judged.filter(({ day }) => (past[day] ?? 0) >= least && least > (sorted.at(-1) ?? 0));
  const days = new Set(ofPeaks.map(({ day }) => day)).size;
  const coverage = coverageOf(ofPeaks);
  return coverage === null || days < peaksMin ? null : { days, coverage };
}
