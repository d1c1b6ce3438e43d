import { campaignExposures } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';

/**
 * Keeps the arm of a person in a campaign, in the transaction of the first claim that nothing else spoke against. What is
 * kept already stays.
 */
export async function keepExposure(tx: Tx, exposure: typeof campaignExposures.$inferInsert): Promise<void> {
  await tx.insert(campaignExposures).values(exposure).onConflictDoNothing();
}
