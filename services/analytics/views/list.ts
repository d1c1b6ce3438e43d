import { sql } from 'drizzle-orm';
import { savedViews } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type SavedView, viewOf } from './saved-view.ts';

/** Views of one store: more cannot be told apart in a list. */
export const viewsMax = 200;

/** Every view of a store, by name. */
export async function listSavedViews(
  database: Pick<Database, 'app'>,
  { storeId }: { readonly storeId: string },
): Promise<SavedView[]> {
  const rows = await withStore(database, storeId, (tx) =>
    tx.select().from(savedViews).orderBy(sql`lower(${savedViews.name})`, savedViews.id).limit(viewsMax),
  );
  return rows.map(viewOf);
}
