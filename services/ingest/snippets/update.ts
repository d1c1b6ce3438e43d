import { eq } from 'drizzle-orm';
import { snippets } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { ensureSnippet, snippetColumns } from './get.ts';
import type { Snippet, SnippetSettings } from './settings.ts';

/** Changes what is given. Open pages keep their copy of the settings, but the door for their events follows within seconds. */
export async function updateSnippet(
  database: Pick<Database, 'app'>,
  { storeId, change }: { readonly storeId: string; readonly change: Partial<SnippetSettings> },
): Promise<Snippet> {
  if (Object.values(change).every((value) => value === undefined))
    throw new ServiceError('invalid', 'Give at least one setting to change.');
  return withStore(database, storeId, async (tx) => {
    await ensureSnippet(tx, storeId);
    const [changed] = await tx
      .update(snippets)
      .set({ ...change, updatedAt: new Date() })
      .where(eq(snippets.storeId, storeId))
      .returning(snippetColumns);
    if (!changed) throw new ServiceError('not_found', 'There is no such store.');
    return changed;
  });
}
