import { eq, sql } from 'drizzle-orm';
import { integrations, snippets, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { snippetColumns } from './get.ts';
import type { Snippet } from './settings.ts';

/** What the browser's door has to know of a store. */
export interface FoundSnippet extends Snippet {
  readonly storeId: string;
  readonly storeUrl: string | null;
  readonly storeLocale: string;
  /** Where the shops behind the store's integrations answer. */
  readonly integrationUrls: readonly string[];
}

const integrationUrls = sql<string[]>`array(
  select ${integrations.apiUrl} from ${integrations} where ${integrations.storeId} = ${stores.id} and ${integrations.apiUrl} is not null
)`;

const shape = /^pk_[0-9a-f]{32}$/;

/** The snippet with this key, switched off or not. Goes over all stores, because the key says which one is meant. */
export async function findSnippet(
  database: Pick<Database, 'engine'>,
  publishableKey: string,
): Promise<FoundSnippet | null> {
  if (!shape.test(publishableKey)) return null;
  const [found] = await withEngine(database, (tx) =>
    tx
      .select({
        ...snippetColumns,
        storeId: snippets.storeId,
        storeUrl: stores.url,
        storeLocale: stores.locale,
        integrationUrls,
      })
      .from(snippets)
      .innerJoin(stores, eq(stores.id, snippets.storeId))
      .where(eq(snippets.publishableKey, publishableKey)),
  );
  return found ?? null;
}
