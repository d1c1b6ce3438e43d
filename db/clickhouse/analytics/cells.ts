import type { ClockOffset, InstantRange } from '../../../domain/analytics/calendar.ts';
import { type Dimension, type Fact, isWallDimension, type Measure } from '../../../domain/analytics/measures.ts';
import type { StoreAnalytics } from '../for-store.ts';
import { utcText } from '../utc-text.ts';
import { columnOf, type FactTable, factTables, measureName } from './fact-tables.ts';
import { changedSlots, type SlotChanges, slotMs, slotOf } from './slots.ts';
import { wallExpression } from './wall-clock.ts';

/** Values of dimensions that a row must have; several are alternatives. Blank text: the row has none. */
export type Filters = Readonly<Partial<Record<Dimension, readonly string[]>>>;

export interface CellsQuery {
  readonly fact: Fact;
  readonly range: InstantRange;
  readonly measures: readonly Measure[];
  readonly dimensions: readonly Dimension[];
  readonly filters: Filters;
  /** Of the store's zone within the range. */
  readonly offsets: readonly ClockOffset[];
  /** First moments of the buckets in epoch milliseconds, oldest first; the first is that of the range. Null: one for all. */
  readonly bucketStarts: readonly number[] | null;
  /** Count the middle one instead of the sum: from the facts themselves. */
  readonly median?: boolean;
  /** Whether sums of slots may be read where they are up to date. */
  readonly useSlots?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** One cell of an answer: whole numbers as text, because they may be greater than 2^53. */
export interface Cell {
  /** Epoch milliseconds. */
  readonly bucketStart: number;
  /** In the order of the dimensions that were asked for; blank: none. */
  readonly values: readonly string[];
  /** In the order of the measures; null: there is no middle of nothing. */
  readonly sums: readonly (string | null)[];
}

interface CellRow {
  readonly bucket: number;
  readonly values: readonly string[];
  readonly sums: readonly (string | null)[];
}

/** Most cells of one query. One more tells that there are more. */
export const cellsMax = 50_000;

/** What the cells of a fact add up to, read from slots where these are up to date and from the facts elsewhere. */
export async function readCells(
  store: StoreAnalytics,
  query: CellsQuery,
  changes: SlotChanges = (fact, range) => changedSlots(store, fact, { ...range, signal: query.signal }),
): Promise<readonly Cell[]> {
  const fact = factTables[query.fact];
  const mayUseSlots = query.useSlots !== false && !query.median && fact.slots !== null;
  const changed = mayUseSlots ? await changes(fact, wholeSlots(query.range)) : null;
  const source = changed === null ? fromFacts(query, fact) : fromBoth(query, fact);
  const values = query.dimensions.map((_, index) => `d${index}`);
  const sums = query.measures.map((_, index) =>
    query.median
      ? `if(count(m${index}) = 0, null, toString(quantileExactLow(0.5)(m${index})))`
      : `toString(sum(m${index}))`,
  );
  const rows = await store.query<CellRow>(
    `select bucket, [${values.join(', ')}]::Array(String) as values, [${sums.join(', ')}]::Array(Nullable(String)) as sums
     from (${source})
     group by ${['bucket', ...values].join(', ')}
     order by bucket, values
     limit {cellsMax: UInt32}`,
    { ...parametersOf(query), cellsMax: cellsMax + 1, ...(changed && { changed }) },
    { signal: query.signal, finalWithinPartitions: true },
  );
  return rows.map(({ bucket, ...row }) => ({ bucketStart: bucket, ...row }));
}

function fromFacts(query: CellsQuery, fact: FactTable, alsoWhere = 'true'): string {
  const values = query.dimensions.map((dimension, index) => `${textOf(fact, dimension)} as d${index}`);
  const numbers = query.measures.map((measure, index) => {
    const [value, present] = [fact.measures[measureName(measure)], fact.present[measureName(measure)]];
    return query.median ? `if(${present}, toInt64(${value}), null) as m${index}` : `toInt128(${value}) as m${index}`;
  });
  return `select ${[`${bucketOf(query, momentOf(fact))} as bucket`, ...values, ...numbers].join(', ')}
    from ${fact.table} where ${[...factConditions(query, fact), alsoWhere].join(' and ')}`;
}

/** Slots that lie within the range as a whole and have not changed since they were counted, and the facts of all others. */
function fromBoth(query: CellsQuery, fact: FactTable): string {
  const values = query.dimensions.map((dimension, index) => `${slotText(dimension)} as d${index}`);
  const numbers = query.measures.map((measure, index) => `toInt128(${columnOf(measureName(measure))}) as m${index}`);
  const outside = `(${fact.at} < {fromSlot: DateTime64(3, 'UTC')} or ${fact.at} >= {toSlot: DateTime64(3, 'UTC')})`;
  const isChanged = `has({changed: Array(UInt32)}, toUnixTimestamp(${slotOf(fact)}))`;
  const conditions = [
    "slot >= {fromSlot: DateTime64(3, 'UTC')} and slot < {toSlot: DateTime64(3, 'UTC')}",
    'not has({changed: Array(UInt32)}, toUnixTimestamp(slot))',
    ...filterConditions(query.filters, slotText),
  ];
  const bucket = bucketOf(query, slotMoment);
  return `select ${[`${bucket} as bucket`, ...values, ...numbers].join(', ')}
    from ${fact.slots} where ${conditions.join(' and ')}
    union all
    ${fromFacts(query, fact, `(${outside} or ${isChanged})`)}`;
}

function wholeSlots({ fromMs, toMs }: InstantRange): InstantRange {
  const first = Math.ceil(fromMs / slotMs) * slotMs;
  return { fromMs: first, toMs: Math.max(first, Math.floor(toMs / slotMs) * slotMs) };
}

/** What makes a row of a fact's table one that a query counts. */
export function factConditions({ filters }: Pick<CellsQuery, 'filters'>, fact: FactTable): readonly string[] {
  return [
    `${fact.at} >= {from: DateTime64(3, 'UTC')}`,
    `${fact.at} < {to: DateTime64(3, 'UTC')}`,
    fact.isFact,
    ...filterConditions(filters, (dimension) => textOf(fact, dimension)),
  ];
}

function filterConditions(filters: Filters, column: (dimension: Dimension) => string): readonly string[] {
  return (Object.keys(filters) as Dimension[]).map(
    (dimension) => `${column(dimension)} in {filter_${dimension}: Array(String)}`,
  );
}

export function parametersOf({ range, filters, bucketStarts, offsets }: CellsQuery): Readonly<Record<string, unknown>> {
  const whole = wholeSlots(range);
  return {
    from: utcText(range.fromMs),
    to: utcText(range.toMs),
    fromSlot: utcText(whole.fromMs),
    toSlot: utcText(whole.toMs),
    bucketStarts: bucketStarts ?? [range.fromMs],
    offsetStarts: offsets.map(({ startMs }) => startMs),
    offsets: offsets.map(({ offsetMs }) => offsetMs),
    ...Object.fromEntries(Object.entries(filters).map(([dimension, values]) => [`filter_${dimension}`, values])),
  };
}

/** By edges that the calendar gave, because a server need not know every zone that a store may have. */
function bucketOf({ bucketStarts }: CellsQuery, atMs: string): string {
  return bucketStarts === null
    ? 'toInt64({bucketStarts: Array(Int64)}[1])'
    : `roundDown(${atMs}, {bucketStarts: Array(Int64)})`;
}

const slotMoment = 'toInt64(toUnixTimestamp(slot)) * 1000';

function momentOf(fact: FactTable): string {
  return `toUnixTimestamp64Milli(assumeNotNull(${fact.at}))`;
}

/** The value of a dimension that a fact's row has, as text. */
export function textOf(fact: FactTable, dimension: Dimension): string {
  if (isWallDimension(dimension)) return wallExpression(dimension, momentOf(fact));
  const column = fact.dimensions[dimension];
  if (column === undefined) throw new Error(`${fact.table} has no dimension ${dimension}`);
  return `toString(${column})`;
}

function slotText(dimension: Dimension): string {
  return isWallDimension(dimension) ? wallExpression(dimension, slotMoment) : `toString(${columnOf(dimension)})`;
}
