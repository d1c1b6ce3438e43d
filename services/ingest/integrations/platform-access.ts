import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { integrations } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { ApiAccess } from '../../../platforms/clients/platform-client.ts';
import type { UnitNeeds } from '../../../platforms/clients/unit-means.ts';
import type { Sealer } from '../../../runtime/sealer.ts';
import { openToken } from './sealed-secrets.ts';

interface AccessDeps {
  readonly database: Pick<Database, 'app'>;
  readonly sealer: Sealer;
}

/** What a unit needs to be opened for a store; null: the store gave no access. */
export async function accessOf(
  deps: AccessDeps,
  needs: UnitNeeds,
  { storeId, ownAddress }: { readonly storeId: string; readonly ownAddress: () => ApiAccess | null },
): Promise<ApiAccess | null> {
  return needs.kind === 'address' ? ownAddress() : platformAccess(deps, { storeId, platform: needs.platform });
}

/** How a store's shop of a platform is asked; null: it gave no access. Of several the one that was connected first: its ids are the store's. */
async function platformAccess(
  { database, sealer }: AccessDeps,
  { storeId, platform }: { readonly storeId: string; readonly platform: string },
): Promise<ApiAccess | null> {
  const [row] = await withStore(database, storeId, (tx) =>
    tx
      .select({ id: integrations.id, apiUrl: integrations.apiUrl, apiToken: integrations.apiToken })
      .from(integrations)
      .where(
        and(
          eq(integrations.storeId, storeId),
          eq(integrations.platform, platform),
          isNotNull(integrations.apiUrl),
          isNotNull(integrations.apiToken),
        ),
      )
      .orderBy(asc(integrations.createdAt), asc(integrations.id))
      .limit(1),
  );
  if (!row || row.apiUrl === null || row.apiToken === null) return null;
  return { url: row.apiUrl, token: openToken(sealer, { storeId, id: row.id, apiToken: row.apiToken }) };
}
