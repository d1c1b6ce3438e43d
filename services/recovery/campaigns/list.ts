import { and, desc, eq, lt } from 'drizzle-orm';
import { campaigns } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { CampaignStatus } from '../../../domain/campaign.ts';
import { type Page, pageOf } from '../../shared/page.ts';
import { type Campaign, campaignsWithContent } from './campaign.ts';

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
    campaignsWithContent(tx)
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
