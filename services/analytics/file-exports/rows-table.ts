import type { WholeRow } from '../../../db/clickhouse/analytics/whole-rows.ts';
import { dimensionsOf } from '../../../domain/analytics/measures.ts';
import type { OpenRows } from '../queries/rows-behind.ts';
import type { Column, Row, Table } from './table.ts';

/** The rows behind a number, as columns: which row, of which cart, when, its dimensions, and what it adds. */
export function rowsColumns({ fact, unit }: Pick<OpenRows, 'fact' | 'unit'>): readonly Column[] {
  return [
    { name: 'id', type: 'text' },
    { name: 'cartId', type: 'text' },
    { name: 'at', type: 'moment' },
    ...dimensionsOf[fact].map((name): Column => ({ name, type: 'text' })),
    { name: 'value', type: unit },
  ];
}

export function rowsTable(
  columns: readonly Column[],
  { total, batches }: { readonly total: number; readonly batches: AsyncIterable<readonly WholeRow[]> },
): Table {
  const names = columns.map(({ name }) => (name === 'at' ? 'atMs' : name) as keyof WholeRow);
  return { columns, total, batches: asRows(batches, names) };
}

async function* asRows(
  batches: AsyncIterable<readonly WholeRow[]>,
  names: readonly (keyof WholeRow)[],
): AsyncGenerator<readonly Row[]> {
  for await (const batch of batches) yield batch.map((row) => names.map((name) => row[name]));
}
