import type { Dimension, Fact, Measure } from '../../../domain/analytics/measures.ts';
import type { StoreAnalytics } from '../for-store.ts';
import { utcText } from '../utc-text.ts';
import { type CellsQuery, factConditions, parametersOf, textOf } from './cells.ts';
import { factTables, measureName } from './fact-tables.ts';

/** Which rows are meant: all that are behind a cell. */
export interface RowsBehind extends Pick<CellsQuery, 'range' | 'filters' | 'offsets' | 'signal'> {
  readonly fact: Fact;
  readonly measure: Measure;
  /** Rows whose values of these dimensions are none of those: what the row "other" stands for. */
  readonly without?: { readonly dimensions: readonly Dimension[]; readonly values: readonly (readonly string[])[] };
}

export interface RowsQuery extends RowsBehind {
  readonly after: RowPosition | null;
  readonly limit: number;
}

export interface RowPosition {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly id: string;
}

/** A row behind a number, and what it adds to it: a whole number as text. */
export interface FactRow extends RowPosition {
  readonly cartId: string | null;
  readonly value: string;
}

export interface RowsPage {
  readonly rows: readonly FactRow[];
  readonly total: number;
  readonly more: boolean;
}

/** The rows behind a cell, newest first: the same conditions as `readCells`, and those that add nothing are left out. */
export async function readRows(store: StoreAnalytics, query: RowsQuery): Promise<RowsPage> {
  const { fact, measure, at, conditions, parameters } = partsOf(query);
  const options = { signal: query.signal, finalWithinPartitions: true };
  const isAfter = `(${at}, ${fact.rowId}) < ({afterAt: DateTime64(3, 'UTC')}, {afterId: String})`;
  // Under a name that no column has: an expression of the id would mean the shown one otherwise.
  const rows = await store.query<Omit<FactRow, 'at' | 'id'> & { readonly row_id: string; readonly atMs: number }>(
    `select ${fact.rowId} as row_id, toString(${fact.cartId}) as "cartId", toUnixTimestamp64Milli(${at}) as "atMs",
       toString(toInt64(${measure})) as value
     from ${fact.table} where ${[...conditions, ...(query.after ? [isAfter] : [])].join(' and ')}
     order by ${at} desc, row_id desc limit {limit: UInt32}`,
    {
      ...parameters,
      limit: query.limit + 1,
      ...(query.after && { afterAt: utcText(query.after.at), afterId: query.after.id }),
    },
    options,
  );
  const total = await countRows(store, query);
  const shown = rows.slice(0, query.limit).map(({ atMs, row_id, ...row }) => ({ ...row, id: row_id, at: atMs }));
  return { rows: shown, total, more: rows.length > query.limit };
}

/** How many rows are behind a cell. */
export async function countRows(store: StoreAnalytics, query: RowsBehind): Promise<number> {
  const { fact, conditions, parameters } = partsOf(query);
  const [counted] = await store.query<{ total: number }>(
    `select count() as total from ${fact.table} where ${conditions.join(' and ')}`,
    parameters,
    { signal: query.signal, finalWithinPartitions: true },
  );
  return counted?.total ?? 0;
}

/** What a query of these rows is made of. */
export function partsOf({ without, ...query }: RowsBehind) {
  const fact = factTables[query.fact];
  const name = measureName(query.measure);
  const tuple = without?.dimensions.map((dimension) => textOf(fact, dimension)) ?? [];
  return {
    fact,
    measure: fact.measures[name] ?? '0',
    at: `assumeNotNull(${fact.at})`,
    conditions: [
      ...factConditions(query, fact),
      `(${fact.present[name]})`,
      ...(without ? [`[${tuple.join(', ')}] not in {without: Array(Array(String))}`] : []),
    ],
    parameters: {
      ...parametersOf({ ...query, measures: [], dimensions: [], bucketStarts: null }),
      ...(without && { without: without.values }),
    },
  };
}
