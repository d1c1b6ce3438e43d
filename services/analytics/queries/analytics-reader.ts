import type { ClickHouseClient } from '@clickhouse/client';
import { forStore } from '../../../db/clickhouse/for-store.ts';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { type Bucket, bucketsOf, type CalendarDays, type InstantRange } from '../../../domain/analytics/calendar.ts';
import { type Metric, metricOf, type Unit } from '../../../domain/analytics/catalogue.ts';
import { factOf } from '../../../domain/analytics/measures.ts';
import { type Period, previousPeriod } from '../../../domain/analytics/previous-period.ts';
import { readAsOf } from '../facts/read-as-of.ts';
import { analyticsFailure } from './analytics-failure.ts';
import { type Counter, chooseCurrency, countPeriod, emptySums, maturedMs, until } from './count.ts';
import { type Figure, figureOf, type Whole } from './figure.ts';
import { readProductNames } from './product-names.ts';
import { type AnalyticsQuestion, type ReadQuestion, readQuestion, shownValue } from './query-input.ts';
import {
  type CellQuestion,
  listRows,
  type OpenRows,
  type OpenRowsOptions,
  openRows,
  type RowsAnswer,
  type RowsQuestion,
} from './rows-behind.ts';
import { createSharedCells } from './shared-cells.ts';
import { foldOthers, largest, type Tallied } from './tally.ts';

export interface AnalyticsRange extends CalendarDays {
  readonly fromInstant: Date;
  readonly toInstant: Date;
}

export interface AnalyticsFigure extends Figure {
  /** The same in the period before; absent when nothing was compared. */
  readonly previous?: Whole | null;
}

export interface AnalyticsRow extends AnalyticsFigure {
  /** Of the bucket by its granularity, and of each dimension. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** The bucket is not over yet. */
  readonly running?: true;
}

export interface AnalyticsAnswer {
  readonly metric: AnalyticsQuestion['metric'];
  readonly unit: Unit;
  /** Of money; null: nothing of it is known, or the number is no money. */
  readonly currency: string | null;
  readonly range: AnalyticsRange;
  readonly previousRange: AnalyticsRange | null;
  readonly asOf: Date;
  readonly total: AnalyticsFigure;
  readonly rows: readonly AnalyticsRow[];
  /** What is not counted, because it is in other currencies. */
  readonly otherCurrencies: readonly { readonly currency: string; readonly orders: number }[];
  /** What values of dimensions are called, where the value itself is an id of the shop. */
  readonly names: { readonly productId?: Readonly<Record<string, string>> };
}

/** Questions of one store that are asked together. */
export interface AnalyticsQuestions extends Pick<AnalyticsQuestion, 'storeId' | 'timeZone'> {
  readonly questions: readonly Omit<AnalyticsQuestion, 'storeId' | 'timeZone'>[];
}

/** Answers questions about metrics. Each rejects with a ServiceError for a question that is none, or while analytics is away. */
export interface AnalyticsReader {
  query(question: AnalyticsQuestion, signal?: AbortSignal): Promise<AnalyticsAnswer>;
  /** Several as of one moment, each answered or refused by itself, in their order: what they have in common is read once. */
  queryAll(asked: AnalyticsQuestions, signal?: AbortSignal): Promise<PromiseSettledResult<AnalyticsAnswer>[]>;
  /** One page of the rows behind a number: page by page they are all of them. */
  rows(question: RowsQuestion, signal?: AbortSignal): Promise<RowsAnswer>;
  /** All of them, as they are at one moment. Refuses more than `rowsMax` and says how many there are. */
  openRows(question: CellQuestion, options: OpenRowsOptions): Promise<OpenRows>;
}

export interface AnalyticsReaderDeps {
  readonly clickhouse: ClickHouseClient;
  readonly database: Pick<Database, 'engine'>;
  /** Epoch milliseconds; read once for each question. */
  readonly now: () => number;
  /** Whether sums of slots may be read; otherwise every number is counted from the facts. */
  readonly useSlots?: boolean;
}

export function createAnalyticsReader({
  clickhouse,
  database,
  now,
  useSlots = true,
}: AnalyticsReaderDeps): AnalyticsReader {
  const counterOf = (storeId: string, signal: AbortSignal | undefined): Counter => {
    const store = forStore(clickhouse, storeId);
    return { store, readCells: createSharedCells(store, { useSlots, signal }), signal };
  };
  const open = async (asked: AnalyticsQuestion, signal: AbortSignal | undefined) => {
    const question = readQuestion(asked);
    const nowMs = now();
    const asOf = await readAsOf(database);
    const untilMs = maturedMs(metricOf(asked.metric), { nowMs, asOf });
    return { question, counter: counterOf(question.storeId, signal), nowMs, asOf, untilMs };
  };
  return {
    async query(asked, signal) {
      const { question, counter, nowMs, asOf } = await open(asked, signal);
      return analyticsFailure(() => answer(counter, question, { nowMs, asOf, database }));
    },
    async queryAll({ storeId, timeZone, questions }, signal) {
      const counter = counterOf(storeId, signal);
      const [nowMs, asOf] = [now(), await readAsOf(database)];
      return Promise.allSettled(
        questions.map(async (asked) => {
          const question = readQuestion({ ...asked, storeId, timeZone });
          return analyticsFailure(() => answer(counter, question, { nowMs, asOf, database }));
        }),
      );
    },
    async rows(asked, signal) {
      const { question, counter, untilMs } = await open(asked, signal);
      return analyticsFailure(() => listRows(counter, { ...asked, ...question }, untilMs));
    },
    async openRows(asked, options) {
      const { question, counter, untilMs } = await open(asked, options.signal);
      return analyticsFailure(() => openRows(counter, { ...asked, ...question }, { ...options, untilMs }));
    },
  };
}

async function answer(
  counter: Counter,
  question: ReadQuestion,
  {
    nowMs,
    asOf,
    database,
  }: { readonly nowMs: number; readonly asOf: Date; readonly database: Pick<Database, 'engine'> },
): Promise<AnalyticsAnswer> {
  const metric = metricOf(question.metric);
  const { currency, others, filters } = await chooseCurrency(counter, metric, question);
  const { range, buckets, timeZone, timeRange, granularity } = question;
  const untilMs = maturedMs(metric, { nowMs, asOf });
  const before: Period | null = question.compareTo === null ? null : previousPeriod(timeRange, timeZone, nowMs);
  const earlierBuckets = before && granularity ? bucketsOf(before.days, timeZone, granularity) : null;
  const count = (period: InstantRange, periodBuckets: readonly Bucket[] | null) => {
    const counted = { ...question, filters, range: until(period, metric, untilMs), buckets: periodBuckets };
    return countPeriod(counter, metric, counted);
  };
  const [current, previous] = await Promise.all([count(range, buckets), before && count(before, earlierBuckets)]);
  const shown = largest(current.rows, question.top);
  const rows = foldOthers(current.rows, shown);
  const earlier = previous && byPlace(foldOthers(previous.rows, shown), earlierBuckets);
  const { formula } = metric;
  const indexOf = new Map(buckets?.map(({ startMs }, index) => [startMs, index]));
  return {
    metric: question.metric,
    unit: metric.unit,
    currency,
    range: rangeOf(timeRange, range),
    previousRange: before && rangeOf(before.days, before),
    asOf,
    total: {
      ...figureOf(formula, current.total),
      ...(previous && { previous: figureOf(formula, previous.total).value }),
    },
    rows: filled(rows, question, metric).map((row) => {
      const index = indexOf.get(row.bucketStart) ?? -1;
      const then = earlier?.get(placeOf(index, row.values));
      return {
        dimensions: shownCell(question, buckets?.[index], row.values),
        ...figureOf(formula, row.sums),
        ...(earlier && { previous: figureOf(formula, then ?? emptySums(metric)).value }),
        ...(isRunning({ buckets, index, range, nowMs, untilMs }) && { running: true as const }),
      };
    }),
    otherCurrencies: others,
    names: await namesOf({ counter, database }, { ...question, rows, range: until(range, metric, untilMs) }),
  };
}

async function namesOf(
  { counter, database }: { readonly counter: Counter; readonly database: Pick<Database, 'engine'> },
  { storeId, metric, dimensions, rows, range }: ReadQuestion & { readonly rows: readonly Tallied[] },
): Promise<AnalyticsAnswer['names']> {
  const at = dimensions.indexOf('productId');
  const fact = factOf(metricOf(metric).formula.of);
  if (at < 0 || (fact !== 'leftProducts' && fact !== 'recoveredProducts')) return {};
  const productIds = [...new Set(rows.flatMap(({ values }) => values[at] || []))];
  const asked = { storeId, fact, range, productIds, signal: counter.signal };
  return { productId: await readProductNames({ store: counter.store, database }, asked) };
}

/** A curve has a point for each bucket, also where nothing was counted; of dimensions only what was counted is shown. */
function filled(rows: readonly Tallied[], { buckets, dimensions }: ReadQuestion, metric: Metric): readonly Tallied[] {
  const counted = rows.filter(({ sums }) => sums.some((sum) => sum !== null && sum !== 0n));
  if (buckets === null) return dimensions.length === 0 ? [] : counted;
  if (dimensions.length > 0) return counted.toSorted((a, b) => a.bucketStart - b.bucketStart);
  const at = new Map(rows.map((row) => [row.bucketStart, row]));
  return buckets.map(({ startMs }) => at.get(startMs) ?? { bucketStart: startMs, values: [], sums: emptySums(metric) });
}

function shownCell(
  { granularity, dimensions }: ReadQuestion,
  bucket: Bucket | undefined,
  values: readonly string[],
): Readonly<Record<string, string>> {
  return {
    ...(granularity && bucket && { [granularity]: bucket.key }),
    ...Object.fromEntries(
      dimensions.map((dimension, index) => [dimension, shownValue(dimension, values[index] ?? '')]),
    ),
  };
}

function placeOf(index: number, values: readonly string[]): string {
  return JSON.stringify([index, values]);
}

/** The n-th bucket stands beside the n-th one before. */
function byPlace(rows: readonly Tallied[], buckets: readonly Bucket[] | null) {
  const indexOf = new Map(buckets?.map(({ startMs }, index) => [startMs, index]));
  return new Map(rows.map(({ bucketStart, values, sums }) => [placeOf(indexOf.get(bucketStart) ?? -1, values), sums]));
}

/** Whether a bucket has begun and can still change by itself. */
function isRunning({
  buckets,
  index,
  range,
  nowMs,
  untilMs,
}: {
  readonly buckets: readonly Bucket[] | null;
  readonly index: number;
  readonly range: InstantRange;
  readonly nowMs: number;
  readonly untilMs: number;
}): boolean {
  const bucket = buckets?.[index];
  if (!bucket) return false;
  const endMs = buckets?.[index + 1]?.startMs ?? range.toMs;
  return bucket.startMs <= nowMs && untilMs < endMs;
}

function rangeOf({ from, to }: CalendarDays, { fromMs, toMs }: InstantRange): AnalyticsRange {
  return { from, to, fromInstant: new Date(fromMs), toInstant: new Date(toMs) };
}
