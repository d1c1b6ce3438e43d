import { type Cell, cellsMax, type Filters } from '../../../db/clickhouse/analytics/cells.ts';
import type { StoreAnalytics } from '../../../db/clickhouse/for-store.ts';
import { type Bucket, type InstantRange, offsetsOf } from '../../../domain/analytics/calendar.ts';
import { type Metric, measuresOf } from '../../../domain/analytics/catalogue.ts';
import { type Dimension, type Fact, factOf, type Measure } from '../../../domain/analytics/measures.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { invalid, keptFilters, keptValue, type ReadQuestion, shownValue } from './query-input.ts';
import type { SharedCells } from './shared-cells.ts';
import { addUp, sideBySide, type Tallied } from './tally.ts';

/** How the numbers of one request are counted. */
export interface Counter {
  readonly store: StoreAnalytics;
  readonly readCells: SharedCells;
  readonly signal: AbortSignal | undefined;
}

export interface Counted {
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
export async function countPeriod(counter: Counter, metric: Metric, period: CountedPeriod): Promise<Counted> {
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
  const cells = await counter.readCells({
    fact,
    range: period.range,
    measures: of,
    dimensions: broken ? period.dimensions : [],
    filters: period.filters,
    offsets: offsetsOf(period.range, period.timeZone),
    bucketStarts: broken && period.buckets ? period.buckets.map(({ startMs }) => startMs) : null,
    median: isMedian,
  });
  if (cells.length > cellsMax)
    throw invalid('dimensions', `must make at most ${cellsMax} numbers: ask for fewer, or for a shorter range`);
  return cells;
}

/** Money is of one currency: the one that was asked for, or the one that most of it is in. */
export async function chooseCurrency(
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

function byFact(measures: readonly Measure[]): readonly [Fact, readonly Measure[]][] {
  return [...Map.groupBy(measures, factOf)];
}

export function emptySums(metric: Metric): readonly (bigint | null)[] {
  return metric.formula.kind === 'median' ? [null] : measuresOf(metric).map(() => 0n);
}

/** Up to when rows are counted: of a metric that matures, only those that can change no more. */
export function maturedMs(
  { maturesMs }: Metric,
  { nowMs, asOf }: { readonly nowMs: number; readonly asOf: Date },
): number {
  return maturesMs === undefined ? nowMs : Math.min(nowMs, asOf.getTime()) - maturesMs;
}

/** The part of a range that is counted. What has not come yet is there, too: a shop may date an order ahead. */
export function until(range: InstantRange, metric: Metric, untilMs: number): InstantRange {
  if (metric.maturesMs === undefined) return range;
  return { fromMs: range.fromMs, toMs: Math.max(range.fromMs, Math.min(range.toMs, untilMs)) };
}
