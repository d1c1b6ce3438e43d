import { getTableColumns, type Table } from 'drizzle-orm';

/** Some columns of a table, by their names, to be selected. */
export function columnsOf<T extends Table, Name extends keyof T['_']['columns']>(
  table: T,
  names: readonly Name[],
): Pick<T['_']['columns'], Name> {
  const columns = getTableColumns(table);
  return Object.fromEntries(names.map((name) => [name, columns[name]])) as Pick<T['_']['columns'], Name>;
}
