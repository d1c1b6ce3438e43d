import { count, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '../../db/postgres/tenancy.ts';

/** Rows of a list that are counted; of a longer one it is only known that it is longer. */
export const countedRowsMax = 10_000;

/** How long a list is: `total` is null where it is longer than what is counted. */
export interface RowCount {
  readonly total: number | null;
  readonly totalAtLeast: number;
}

/** Counts the rows of a table that meet a condition, up to the limit. */
export async function countRows(tx: Tx, table: PgTable, where: SQL | undefined): Promise<RowCount> {
  const found = tx
    .select({ one: sql`1`.as('one') })
    .from(table)
    .where(where)
    .limit(countedRowsMax + 1)
    .as('found');
  const [counted] = await tx.select({ rows: count() }).from(found);
  const rows = counted?.rows ?? 0;
  return rows > countedRowsMax ? { total: null, totalAtLeast: countedRowsMax } : { total: rows, totalAtLeast: rows };
}
