import { and, desc, isNull, lt } from 'drizzle-orm';
import { stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Page } from '../../shared/page.ts';
import type { Store } from './settings.ts';

/** All stores of the installation, newest first (ids are ordered by time). For the operator only. */
export async function listStores(
  database: Pick<Database, 'engine'>,
  { limit, after }: { readonly limit: number; readonly after: string | null },
): Promise<Page<Store, string>> {
  const rows = await withEngine(database, (tx) =>
    tx
      .select()
      .from(stores)
      .where(and(isNull(stores.testOf), after === null ? undefined : lt(stores.id, after)))
      .orderBy(desc(stores.id))
      .limit(limit + 1),
  );
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
