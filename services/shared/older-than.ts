import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { TimePosition } from './page.ts';

/** What comes after a position in a list ordered by (time, id), newest first; as a row comparison, so an index serves it. */
export function olderThan(time: AnyPgColumn, id: AnyPgColumn, after: TimePosition | null): SQL | undefined {
  if (after === null) return undefined;
  return sql`(${time}, ${id}) < (${new Date(after.at).toISOString()}::timestamptz, ${after.id}::uuid)`;
}
