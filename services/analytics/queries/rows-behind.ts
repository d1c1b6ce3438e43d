import type { Filters } from '../../../db/clickhouse/analytics/cells.ts';
import { type FactRow, type RowPosition, type RowsBehind, readRows } from '../../../db/clickhouse/analytics/rows.ts';
import { openWholeRows, type WholeRows, type WholeRowsLimits } from '../../../db/clickhouse/analytics/whole-rows.ts';
import { type InstantRange, offsetsOf } from '../../../domain/analytics/calendar.ts';
import { type Metric, metricOf, type Unit, unitOfMeasure } from '../../../domain/analytics/catalogue.ts';
import { type Dimension, type Fact, factOf, otherValue } from '../../../domain/analytics/measures.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type Counter, chooseCurrency, countPeriod, until } from './count.ts';
import { type AnalyticsQuestion, invalid, keptValues, type ReadQuestion } from './query-input.ts';
import { largest } from './tally.ts';

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

const restlessRetryMs = 2_000;

export async function listRows(
  counter: Counter,
  question: RowsQuestion & ReadQuestion,
  untilMs: number,
): Promise<RowsAnswer> {
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

export async function openRows(
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
