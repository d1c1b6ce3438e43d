import { and, desc, eq, lt } from 'drizzle-orm';
import { campaigns, campaignVersions } from '../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../db/postgres/tenancy.ts';
import { type Page, pageOf } from '../page.ts';
import type { Campaign, CampaignStatus } from './campaign.ts';

export interface ListCampaigns {
  readonly storeId: string;
  readonly status?: CampaignStatus;
  readonly limit: number;
  readonly after: string | null;
}

/** Newest first (ids are ordered by time). */
export async function listCampaigns(
  database: Pick<Database, 'app'>,
  { storeId, status, limit, after }: ListCampaigns,
): Promise<Page<Campaign, string>> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select({
        id: campaigns.id,
        name: campaigns.name,
        status: campaigns.status,
        activatedAt: campaigns.activatedAt,
        version: campaigns.version,
        rules: campaignVersions.rules,
        createdAt: campaigns.createdAt,
      })
      .from(campaigns)
      .innerJoin(
        campaignVersions,
        and(
          eq(campaignVersions.storeId, campaigns.storeId),
          eq(campaignVersions.campaignId, campaigns.id),
          eq(campaignVersions.version, campaigns.version),
        ),
      )
      .where(
        and(
          eq(campaigns.storeId, storeId),
          status && eq(campaigns.status, status),
          after === null ? undefined : lt(campaigns.id, after),
        ),
      )
      .orderBy(desc(campaigns.id))
      .limit(limit + 1),
  );
  return pageOf(
    rows,
    limit,
    (row) => row,
    ({ id }) => id,
  );
}
