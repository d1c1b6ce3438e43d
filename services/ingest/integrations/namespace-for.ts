import { and, eq, inArray } from 'drizzle-orm';
import { integrations, stores } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Platforms } from './integration-deps.ts';

/** As much of the integration's random id tells one shop of a store from the others. */
const idPartLength = 8;

/**
 * The name under which a new integration's customers and orders are kept; null: their own ids are the store's. Platforms
 * that number per shop need one from the second shop of a store on. It never changes, whatever becomes of the first.
 * The store stays locked until the transaction ends: two that are made at once are not both the first.
 */
export async function namespaceFor(
  tx: Tx,
  platforms: Platforms,
  { storeId, id, platform }: { readonly storeId: string; readonly id: string; readonly platform: string },
): Promise<string | null> {
  const numbering = [...platforms.values()].filter(({ numbersPerShop }) => numbersPerShop).map(({ name }) => name);
  if (!numbering.includes(platform)) return null;
  await tx.select({ id: stores.id }).from(stores).where(eq(stores.id, storeId)).for('update');
  const [other] = await tx
    .select({ id: integrations.id })
    .from(integrations)
    .where(and(eq(integrations.storeId, storeId), inArray(integrations.platform, numbering)))
    .limit(1);
  return other ? `${platform}-${id.slice(0, idPartLength)}` : null;
}
