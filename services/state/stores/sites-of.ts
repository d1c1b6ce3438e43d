import { eq } from 'drizzle-orm';
import { integrations } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';

/** Platforms whose API lies on the shop's own site. */
const apiOnSite: ReadonlySet<string> = new Set(['shopify', 'woocommerce']);

/**
 * The addresses under which a shop's carts may be opened, its own first: the platforms that it is connected to keep carts
 * and checkouts under addresses of theirs.
 */
export async function sitesOf(
  tx: Tx,
  { storeId, storeUrl }: { readonly storeId: string; readonly storeUrl: string | null },
): Promise<readonly string[]> {
  const sites = (await connectedSites(tx, storeId)).flatMap(({ urls }) => urls);
  return [...new Set([storeUrl, ...sites].filter((site) => site !== null))];
}

/** The addresses of each shop that the store is connected to, the first one first. */
export async function connectedSites(
  tx: Tx,
  storeId: string,
): Promise<readonly { readonly platform: string; readonly urls: readonly string[] }[]> {
  const connected = await tx
    .select({ platform: integrations.platform, settings: integrations.settings, apiUrl: integrations.apiUrl })
    .from(integrations)
    .where(eq(integrations.storeId, storeId))
    .orderBy(integrations.createdAt);
  return connected.map(({ platform, settings, apiUrl }) => ({
    platform,
    urls: [settings.siteUrl, apiOnSite.has(platform) ? apiUrl : null].filter((site) => typeof site === 'string'),
  }));
}
