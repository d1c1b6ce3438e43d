import { eq, getTableColumns } from 'drizzle-orm';
import { snippets } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Snippet } from './settings.ts';

const { storeId: _, ...columns } = getTableColumns(snippets);

/** What a snippet's row is shown as. */
export const snippetColumns = columns;

/** The settings of a store's snippet; made with their defaults when they are first asked for. */
export async function getSnippet(
  database: Pick<Database, 'app'>,
  { storeId }: { readonly storeId: string },
): Promise<Snippet> {
  return withStore(database, storeId, (tx) => ensureSnippet(tx, storeId));
}

/** The same inside a transaction of the store. */
export async function ensureSnippet(tx: Tx, storeId: string): Promise<Snippet> {
  const [known] = await tx.select(snippetColumns).from(snippets).where(eq(snippets.storeId, storeId));
  if (known) return known;
  await tx.insert(snippets).values({ storeId }).onConflictDoNothing();
  const [made] = await tx.select(snippetColumns).from(snippets).where(eq(snippets.storeId, storeId));
  if (!made) throw new ServiceError('not_found', 'There is no such store.');
  return made;
}
