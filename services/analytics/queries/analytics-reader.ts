import type { ClickHouseClient } from '@clickhouse/client';
import { type Cell, cellsMax, type Filters, readCells } from '../../../db/clickhouse/analytics/cells.ts';
import { type FactRow, type RowPosition, type RowsBehind, readRows } from '../../../db/clickhouse/analytics/rows.ts';
import { openWholeRows, type WholeRows, type WholeRowsLimits } from '../../../db/clickhouse/analytics/whole-rows.ts';
import { forStore, type StoreAnalytics } from '../../../db/clickhouse/for-store.ts';
import type { Database } from '../../../db/postgres/tenancy.ts';
import {
  type Bucket,
  bucketsOf,
  type CalendarDays,
  type InstantRange,
  offsetsOf,
} from '../../../domain/analytics/calendar.ts';
import { type Metric, measuresOf, metricOf, type Unit, unitOfMeasure } from '../../../domain/analytics/catalogue.ts';
import { type Dimension, type Fact, factOf, type Measure, otherValue } from '../../../domain/analytics/measures.ts';
import { type Period, previousPeriod } from '../../../domain/analytics/previous-period.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { readAsOf } from '../facts/read-as-of.ts';
import { analyticsFailure } from './analytics-failure.ts';
import { type Figure, figureOf, type Whole } from './figure.ts';
import { readProductNames } from './product-names.ts';
import {
  type AnalyticsQuestion,
  invalid,
  keptFilters,
  keptValue,
  keptValues,
  type ReadQuestion,
  readQuestion,
  shownValue,
} from './query-input.ts';
import { addUp, foldOthers, largest, sideBySide, type Tallied } from './tally.ts';

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

/** Which rows are asked for: those behind a cell of an answer, or behind its total. */
export interface CellQuestion extends AnalyticsQuestion {
  readonly cell: Readonly<Record<string, string>>;
  /** Of a ratio: the rows of its numerator, or those that they are divided by. */
  readonly part: 'numerator' | 'denominator';
}

export interface RowsQuestion extends CellQuestion {
  readonly after: RowPosition | null;
  readonly limit: number;
}

export interface RowsAnswer {
  readonly kind: 'abandonment' | 'message' | 'decision' | 'order' | 'left_product' | 'recovered_product';
  readonly unit: Unit;
  readonly currency: string | null;
  readonly items: readonly FactRow[];
  /** Of all pages. */
  readonly total: number;
  readonly next: RowPosition | null;
}

/** All rows behind a number, to be read once. */
export interface OpenRows {
  readonly fact: Fact;
  /** Of what each row adds: of a ratio that of the part. */
  readonly unit: Unit;
  readonly currency: string | null;
  readonly rows: WholeRows;
}

export interface OpenRowsOptions extends WholeRowsLimits {
  readonly kind: WholeRows['kind'];
  /** Ends the reading, however far it is. */
  readonly signal: AbortSignal;
}

/** Answers questions about metrics. Each rejects with a ServiceError for a question that is none, or while analytics is away. */
export interface AnalyticsReader {
  query(question: AnalyticsQuestion, signal?: AbortSignal): Promise<AnalyticsAnswer>;
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
  const open = async (asked: AnalyticsQuestion, signal: AbortSignal | undefined) => {
    const question = readQuestion(asked);
    const counter: Counter = { store: forStore(clickhouse, question.storeId), useSlots, signal };
    const nowMs = now();
    const asOf = await readAsOf(database);
    return { question, counter, nowMs, asOf, untilMs: maturedMs(metricOf(asked.metric), { nowMs, asOf }) };
  };
  return {
    async query(asked, signal) {
      const { question, counter, nowMs, asOf } = await open(asked, signal);
      return analyticsFailure(() => answer(counter, question, { nowMs, asOf, database }));
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

const restlessRetryMs = 2_000;

interface Counter {
  readonly store: StoreAnalytics;
  readonly useSlots: boolean;
  readonly signal: AbortSignal | undefined;
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
  const current = await countPeriod(counter, metric, {
    ...question,
    filters,
    range: until(range, metric, untilMs),
    buckets,
  });
  const shown = largest(current.rows, question.top);
  const before: Period | null = question.compareTo === null ? null : previousPeriod(timeRange, timeZone, nowMs);
  const earlierBuckets = before && granularity ? bucketsOf(before.days, timeZone, granularity) : null;
  const previous =
    before &&
    (await countPeriod(counter, metric, {
      ...question,
      filters,
      range: until(before, metric, untilMs),
      buckets: earlierBuckets,
    }));
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

interface Counted {
  readonly rows: readonly Tallied[];
  readonly total: readonly (bigint | null)[];
}

interface CountedPeriod {
  readonly timeZone: string;
  readonly range: InstantRange;
  readonly buckets: readonly Bucket[] | null;
  readonly dimensions: readonly Dimension[];
  readonly filters: Filters;
}

/** Counts each fact that a metric is made of, by bucket and dimensions; the total is what its rows add up to. */
async function countPeriod(counter: Counter, metric: Metric, period: CountedPeriod): Promise<Counted> {
  if (period.range.fromMs >= period.range.toMs) return { rows: [], total: emptySums(metric) };
  const parts = byFact(measuresOf(metric));
  const isMedian = metric.formula.kind === 'median';
  const read = (broken: boolean) =>
    Promise.all(parts.map(([fact, of]) => readPart(counter, { fact, of, period, broken, isMedian })));
  const widths = parts.map(([, of]) => of.length);
  const rows = sideBySide(await read(true), widths);
  // A middle of middles is none: of all rows it is asked for by itself.
  const whole = isMedian && (period.buckets !== null || period.dimensions.length > 0) ? await read(false) : null;
  const [total] = whole
    ? sideBySide(whole, widths)
    : addUp(rows.map((row) => ({ ...row, bucketStart: 0, values: [] })));
  return { rows, total: total?.sums ?? emptySums(metric) };
}

interface Part {
  readonly fact: Fact;
  readonly of: readonly Measure[];
  readonly period: CountedPeriod;
  /** By buckets and dimensions, or all in one. */
  readonly broken: boolean;
  readonly isMedian: boolean;
}

async function readPart(counter: Counter, { fact, of, period, broken, isMedian }: Part): Promise<readonly Cell[]> {
  const cells = await readCells(counter.store, {
    fact,
    range: period.range,
    measures: of,
    dimensions: broken ? period.dimensions : [],
    filters: period.filters,
    offsets: offsetsOf(period.range, period.timeZone),
    bucketStarts: broken && period.buckets ? period.buckets.map(({ startMs }) => startMs) : null,
    median: isMedian,
    useSlots: counter.useSlots,
    signal: counter.signal,
  });
  if (cells.length > cellsMax)
    throw invalid('dimensions', `must make at most ${cellsMax} numbers: ask for fewer, or for a shorter range`);
  return cells;
}

/** Money is of one currency: the one that was asked for, or the one that most of it is in. */
async function chooseCurrency(
  counter: Counter,
  metric: Metric,
  question: ReadQuestion,
): Promise<{
  readonly currency: string | null;
  readonly others: readonly { currency: string; orders: number }[];
  readonly filters: Filters;
}> {
  const filters = keptFilters(question.filters);
  if (metric.unit !== 'money') return { currency: null, others: [], filters };
  const asked = question.filters.currency;
  if (asked && asked.length !== 1) throw invalid('filters.currency', 'of money must be one currency');
  const { currency: _, ...rest } = filters;
  const fact = factOf(metric.formula.of);
  const counted = wholesOf(fact, filters);
  const period = { ...question, filters: rest, buckets: null, dimensions: ['currency'] as const };
  const found = await readPart(counter, {
    fact: factOf(counted),
    of: [counted],
    period,
    broken: true,
    isMedian: false,
  });
  const known = found
    .map(({ values: [code = ''], sums: [orders] }) => ({ code, orders: Number(orders) }))
    .filter(({ orders }) => orders > 0)
    .toSorted((a, b) => b.orders - a.orders || (a.code < b.code ? -1 : 1));
  // Of a shop that names no currency at all, amounts have the one that it knows.
  const chosen = asked?.[0] ?? known.find(({ code }) => code !== '')?.code ?? '';
  const kept = keptValue('currency', chosen);
  return {
    currency: kept === '' ? null : kept,
    others: known
      .filter(({ code }) => code !== kept)
      .map(({ code, orders }) => ({ currency: shownValue('currency', code), orders })),
    filters: { ...rest, currency: [kept] },
  };
}

/** What other currencies are counted in: carts or orders, and not their products one by one. */
function wholesOf(fact: Fact, filters: Filters): Measure {
  const ofOneProduct = filters.productId?.length === 1;
  switch (fact) {
    case 'leftProducts':
      return ofOneProduct ? 'leftProducts.carts' : 'abandonments.carts';
    case 'recoveredProducts':
      return ofOneProduct ? 'recoveredProducts.orders' : 'recoveredOrders.orders';
    case 'abandonments':
      return 'abandonments.carts';
    case 'recoveredOrders':
    case 'touchedOrders':
      return `${fact}.orders`;
    case 'messages':
    case 'nonSends':
      throw new Error(`${fact} are no money`);
    default:
      return assertNever(fact);
  }
}

async function listRows(counter: Counter, question: RowsQuestion & ReadQuestion, untilMs: number): Promise<RowsAnswer> {
  const { currency, behind } = await rowsBehind(counter, question, untilMs);
  const page = await readRows(counter.store, {
    ...behind,
    after: question.after,
    limit: question.limit,
    signal: counter.signal,
  });
  const last = page.rows.at(-1);
  return {
    kind: kindOf[behind.fact],
    unit: metricOf(question.metric).unit,
    currency,
    items: page.rows,
    total: page.total,
    next: page.more && last ? { at: last.at, id: last.id } : null,
  };
}

async function openRows(
  counter: Counter,
  question: CellQuestion & ReadQuestion,
  { signal, untilMs, ...options }: OpenRowsOptions & { readonly untilMs: number },
): Promise<OpenRows> {
  const { currency, behind } = await rowsBehind(counter, question, untilMs);
  const rows = await openWholeRows(counter.store, { ...behind, signal }, options);
  switch (rows.kind) {
    case 'too_many':
      throw new ServiceError(
        'invalid',
        `names ${rows.total} rows, and an export may have at most ${options.rowsMax}: ask for fewer days, or filter`,
        { path: 'timeRange', details: { rows: rows.total, rowsMax: options.rowsMax } },
      );
    case 'restless':
      throw new ServiceError('unavailable', 'These rows change faster than they are counted. Try again.', {
        retryAfterMs: restlessRetryMs,
      });
    case 'rows':
    case 'parquet':
      return { fact: behind.fact, unit: unitOfMeasure(behind.measure), currency, rows };
    default:
      return assertNever(rows);
  }
}

/** The conditions of the rows behind a cell. */
async function rowsBehind(
  counter: Counter,
  question: CellQuestion & ReadQuestion,
  untilMs: number,
): Promise<{ readonly currency: string | null; readonly behind: Omit<RowsBehind, 'signal'> }> {
  const metric = metricOf(question.metric);
  const { formula } = metric;
  const { currency, filters } = await chooseCurrency(counter, metric, question);
  const range = until(rangeOfCell(question), metric, untilMs);
  const measure = formula.kind === 'ratio' && question.part === 'denominator' ? formula.per : formula.of;
  const values = question.dimensions.map((dimension) => cellValue(question, dimension));
  const isOther = values.length > 0 && values.every((value) => value === otherValue);
  const own: Filters = isOther
    ? {}
    : Object.fromEntries(
        question.dimensions.flatMap((dimension, index) => {
          const value = values[index];
          return value === null || value === undefined ? [] : [[dimension, keptValues(dimension, value)]];
        }),
      );
  return {
    currency,
    behind: {
      fact: factOf(measure),
      measure,
      range,
      filters: intersection(filters, own),
      offsets: offsetsOf(question.range, question.timeZone),
      ...(isOther && { without: await shownValues(counter, metric, { ...question, filters, untilMs }) }),
    },
  };
}

const kindOf: Readonly<Record<Fact, RowsAnswer['kind']>> = {
  abandonments: 'abandonment',
  messages: 'message',
  nonSends: 'decision',
  recoveredOrders: 'order',
  touchedOrders: 'order',
  leftProducts: 'left_product',
  recoveredProducts: 'recovered_product',
};

/** What "other" is not. */
async function shownValues(
  counter: Counter,
  metric: Metric,
  { filters, untilMs, ...question }: ReadQuestion & { readonly untilMs: number },
) {
  const range = until(question.range, metric, untilMs);
  const { rows } = await countPeriod(counter, metric, { ...question, filters, range });
  return { dimensions: question.dimensions, values: largest(rows, question.top) };
}

function cellValue({ cell }: CellQuestion, dimension: Dimension): string | null {
  return cell[dimension] ?? null;
}

/** The bucket that a cell names, or the whole range. */
function rangeOfCell({ cell, granularity, buckets, range, dimensions }: CellQuestion & ReadQuestion): InstantRange {
  for (const name of Object.keys(cell)) {
    if (name !== granularity && !dimensions.some((dimension) => dimension === name))
      throw invalid(`cell.${name}`, 'must be the granularity or a dimension of the question');
  }
  const key = granularity && cell[granularity];
  if (key === undefined) return range;
  const index = buckets?.findIndex((bucket) => bucket.key === key) ?? -1;
  const bucket = buckets?.[index];
  if (!bucket) throw invalid(`cell.${granularity}`, `must be a ${granularity} of the range, as an answer calls it`);
  return { fromMs: bucket.startMs, toMs: buckets?.[index + 1]?.startMs ?? range.toMs };
}

function intersection(filters: Filters, own: Filters): Filters {
  const both = { ...filters, ...own };
  for (const dimension of Object.keys(own) as Dimension[]) {
    const [asked, wanted] = [filters[dimension], own[dimension]];
    if (asked && wanted) both[dimension] = wanted.filter((value) => asked.includes(value));
  }
  return both;
}

function byFact(measures: readonly Measure[]): readonly [Fact, readonly Measure[]][] {
  return [...Map.groupBy(measures, factOf)];
}

function emptySums(metric: Metric): readonly (bigint | null)[] {
  return metric.formula.kind === 'median' ? [null] : measuresOf(metric).map(() => 0n);
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

/** Up to when rows are counted: of a metric that matures, only those that can change no more. */
function maturedMs({ maturesMs }: Metric, { nowMs, asOf }: { readonly nowMs: number; readonly asOf: Date }): number {
  return maturesMs === undefined ? nowMs : Math.min(nowMs, asOf.getTime()) - maturesMs;
}

/** The part of a range that is counted. What has not come yet is there, too: a shop may date an order ahead. */
function until(range: InstantRange, metric: Metric, untilMs: number): InstantRange {
  if (metric.maturesMs === undefined) return range;
  return { fromMs: range.fromMs, toMs: Math.max(range.fromMs, Math.min(range.toMs, untilMs)) };
}

function rangeOf({ from, to }: CalendarDays, { fromMs, toMs }: InstantRange): AnalyticsRange {
  return { from, to, fromInstant: new Date(fromMs), toInstant: new Date(toMs) };
}
