import { min } from 'drizzle-orm';
import { carts } from '../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../db/postgres/tenancy.ts';

/** When the next cart becomes abandoned unless something happens, epoch milliseconds; null: no cart waits. */
export async function nextDueAt(database: Pick<Database, 'engine'>): Promise<number | null> {
  const [row] = await withEngine(database, (tx) => tx.select({ at: min(carts.abandonAt) }).from(carts));
  return row?.at?.getTime() ?? null;
}
