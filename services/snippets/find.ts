import { eq } from 'drizzle-orm';
import { snippets, stores } from '../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../db/postgres/tenancy.ts';
import { snippetColumns } from './get.ts';
import type { Snippet } from './settings.ts';

/** What the browser's door has to know of a store. */
export interface FoundSnippet extends Snippet {
  readonly storeId: string;
  readonly storeUrl: string | null;
}

const shape = /^pk_[0-9a-f]{32}$/;

/** The snippet with this key, switched off or not. Goes over all stores, because the key says which one is meant. */
export async function findSnippet(
  database: Pick<Database, 'engine'>,
  publishableKey: string,
): Promise<FoundSnippet | null> {
  if (!shape.test(publishableKey)) return null;
  const [found] = await withEngine(database, (tx) =>
    tx
      .select({ ...snippetColumns, storeId: snippets.storeId, storeUrl: stores.url })
      .from(snippets)
      .innerJoin(stores, eq(stores.id, snippets.storeId))
      .where(eq(snippets.publishableKey, publishableKey)),
  );
  return found ?? null;
}
