import type { TransactionSql } from 'postgres';

/** A table as it is copied: what is computed from other columns is left out. */
export interface CopiedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly hasStore: boolean;
}

/** All tables of the engine, by name. Migrations are made anew before they are filled. */
export async function readTables(tx: TransactionSql): Promise<readonly CopiedTable[]> {
  return tx<CopiedTable[]>`
    select c.relname as name,
      array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns,
      bool_or(a.attname = 'store_id') as "hasStore"
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    group by c.relname order by c.relname`;
}

/** Hashes of the migrations that made the tables, in their order. */
export async function readMigrations(tx: TransactionSql): Promise<readonly string[]> {
  const rows = await tx<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations order by id`;
  return rows.map(({ hash }) => hash);
}

/** The last number of each sequence; null: none was taken. */
export async function readSequences(tx: TransactionSql): Promise<Readonly<Record<string, string | null>>> {
  const rows = await tx<{ name: string; last: string | null }[]>`
    select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public' order by 1`;
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/** How many rows a table has, and each store in it. */
export async function countRows(
  tx: TransactionSql,
  { name, hasStore }: CopiedTable,
): Promise<{ readonly rows: number; readonly byStore?: Record<string, number> }> {
  const table = tx(name);
  if (!hasStore) {
    const [all] = await tx<{ rows: number }[]>`select count(*)::float8 as rows from ${table}`;
    return { rows: all?.rows ?? 0 };
  }
  const counted = await tx<{ store: string | null; rows: number }[]>`
    select store_id::text as store, count(*)::float8 as rows from ${table} group by store_id order by store_id`;
  const byStore = Object.fromEntries(counted.map(({ store, rows }) => [store ?? 'none', rows]));
  return { rows: counted.reduce((sum, { rows }) => sum + rows, 0), byStore };
}

/** The part of a COPY statement that names the table and its columns. */
export function copyTarget({ name, columns }: CopiedTable): string {
  return `public.${quoted(name)} (${columns.map(quoted).join(', ')})`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
