import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { type CalendarDays, instantsOf } from '../../../domain/analytics/calendar.ts';
import type { Unit } from '../../../domain/analytics/catalogue.ts';
import {
  type Expected,
  type Forecast,
  forecastOf,
  type NotEnough,
  pastDaysMax,
} from '../../../domain/forecast/forecast.ts';
import { shiftedShape } from '../../../domain/forecast/pooled-weekday.ts';
import { getStore } from '../../accounts/stores/get.ts';
import type { AnalyticsAnswer, AnalyticsReader } from '../queries/analytics-reader.ts';
import type { ReadWeekShape } from './week-shape.ts';

/** What can be forecast: sums by day that shops plan with. */
export const forecastMetrics = ['recovered_revenue', 'abandoned_value', 'abandoned_carts'] as const;
export type ForecastMetric = (typeof forecastMetrics)[number];

export interface ForecastQuestion {
  readonly storeId: string;
  readonly metric: ForecastMetric;
  /** How many days ahead, from today. */
  readonly days: number;
  /** ISO 4217; undefined: of money the currency with most orders, of carts all. */
  readonly currency?: string | undefined;
}

export interface ForecastDay extends Expected {
  /** `2026-11-22`, of the store's calendar. */
  readonly day: string;
}

export interface ForecastAnswer {
  readonly metric: ForecastMetric;
  readonly unit: Unit;
  readonly currency: string | null;
  /** Everything that was committed before then is counted. */
  readonly asOf: Date;
  readonly timeZone: string;
  /** Whole days, oldest first. */
  readonly past: readonly { readonly day: string; readonly value: number }[];
  readonly forecast: NotEnough | (Omit<Forecast, 'days'> & { readonly days: readonly ForecastDay[] });
  readonly otherCurrencies: AnalyticsAnswer['otherCurrencies'];
}

/** Forecasts a metric of a store. Rejects with a ServiceError while analytics is away. */
export type ReadForecast = (question: ForecastQuestion) => Promise<ForecastAnswer>;

/** Answers that are kept until the day of their store is over. */
const answersMax = 500;

export function createForecastReader({
  database,
  analytics,
  readWeekShape,
  now,
}: {
  readonly database: Pick<Database, 'app'>;
  readonly analytics: Pick<AnalyticsReader, 'query'>;
  readonly readWeekShape: ReadWeekShape;
  /** Epoch milliseconds. */
  readonly now: () => number;
}): ReadForecast {
  const kept = new LRUCache<string, Promise<ForecastAnswer>>({ max: answersMax });
  return async (question) => {
    const { timeZone } = await getStore(database, { storeId: question.storeId });
    const today = Temporal.Instant.fromEpochMilliseconds(now()).toZonedDateTimeISO(timeZone).toPlainDate();
    const key = JSON.stringify([question, timeZone, today.toString()]);
    const known = kept.get(key);
    if (known) return known;
    const asked = forecast({ analytics, readWeekShape }, question, { today, timeZone });
    kept.set(key, asked);
    const stays = await asked.then(isOfToday(today), () => false);
    if (!stays && kept.get(key) === asked) kept.delete(key);
    return asked;
  };
}

/** What is not enough, or lags behind, may be more with the next request. */
function isOfToday(today: Temporal.PlainDate) {
  return ({ forecast }: ForecastAnswer): boolean =>
    forecast.kind === 'ready' && forecast.days[0]?.day === today.toString();
}

async function forecast(
  {
    analytics,
    readWeekShape,
  }: { readonly analytics: Pick<AnalyticsReader, 'query'>; readonly readWeekShape: ReadWeekShape },
  { storeId, metric, days, currency }: ForecastQuestion,
  { today, timeZone }: { readonly today: Temporal.PlainDate; readonly timeZone: string },
): Promise<ForecastAnswer> {
  const timeRange: CalendarDays = {
    from: today.subtract({ days: pastDaysMax }).toString(),
    to: today.subtract({ days: 1 }).toString(),
  };
  const [counted, fromMonday] = await Promise.all([
    analytics.query({
      ...{ storeId, timeZone, metric, timeRange, granularity: 'day', dimensions: [], compareTo: null, top: 1 },
      filters: currency === undefined ? {} : { currency: [currency] },
    }),
    readWeekShape(),
  ]);
  const { unit, asOf, otherCurrencies } = counted;
  const past = wholeDays(counted, timeZone);
  const found = forecastOf(
    past.map(({ value }) => value),
    days,
    fromMonday && shiftedShape(fromMonday, Temporal.PlainDate.from(past[0]?.day ?? timeRange.from).dayOfWeek - 1),
  );
  const first = Temporal.PlainDate.from(past.at(-1)?.day ?? timeRange.to).add({ days: 1 });
  return {
    ...{ metric, unit, asOf, timeZone, past, otherCurrencies, currency: counted.currency ?? currency ?? null },
    forecast: found.kind === 'not_enough' ? found : dated(found, first, unit),
  };
}

/** Days that analytics has all of: what is still being copied would look like a crash. */
function wholeDays({ rows, asOf }: AnalyticsAnswer, timeZone: string): ForecastAnswer['past'] {
  return rows.flatMap(({ dimensions: { day }, value }) =>
    day === undefined || instantsOf({ from: day, to: day }, timeZone).toMs > asOf.getTime()
      ? []
      : [{ day, value: Number(value) }],
  );
}

function dated(found: Forecast, first: Temporal.PlainDate, unit: Unit): ForecastAnswer['forecast'] {
  const round = (value: number) => Math.round(value * stepsOf(unit)) / stepsOf(unit);
  const ends = ({ lower, upper }: Pick<Expected, 'lower' | 'upper'>) => ({ lower: round(lower), upper: round(upper) });
  const { days, total } = found;
  return {
    ...found,
    days: days.map((expected, ahead) => ({
      day: first.add({ days: ahead }).toString(),
      value: round(expected.value),
      ...ends(expected),
    })),
    total: { value: round(total.value), interval: total.interval && ends(total.interval) },
  };
}

/** Nothing is less than a minor unit; of carts a small shop has less than one a day. */
function stepsOf(unit: Unit): number {
  return unit === 'money' ? 1 : 10;
}
