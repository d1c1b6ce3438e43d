import { desc, eq, isNull } from 'drizzle-orm';
import { brandDomains } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { domainIn, type OwnDomain } from './own-domain.ts';

/** What a page shows: those that are over stay in the audit log. */
const shownMax = 20;

/** The names that a store claimed: those that it asks for or holds, then those that are over, the newest first. */
export async function listDomains(database: Pick<Database, 'app'>, storeId: string): Promise<readonly OwnDomain[]> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(brandDomains)
      .where(eq(brandDomains.storeId, storeId))
      .orderBy(isNull(brandDomains.nextCheckAt), desc(brandDomains.id))
      .limit(shownMax),
  );
  return rows.map(domainIn);
}
