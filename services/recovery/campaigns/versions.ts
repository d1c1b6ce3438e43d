import { and, desc, eq, lt } from 'drizzle-orm';
import { campaigns, campaignVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { ActorKind } from '../../../domain/actor.ts';
import type { CampaignContent } from '../../../domain/campaign-content.ts';
import { type CampaignDifference, differenceOf } from '../../../domain/campaign-difference.ts';
import { type Page, pageOf } from '../../shared/page.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type CampaignKey, readCampaign } from './campaign.ts';

/** A version: who published it and when, and how many steps it has. */
export interface CampaignVersion {
  readonly version: number;
  readonly steps: number;
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  readonly createdAt: Date;
}

export interface CampaignVersionDetail extends CampaignVersion, CampaignContent {
  /** The version that it is compared with, and what differs from it; null: there is none before it. */
  readonly comparedWith: number | null;
  readonly difference: CampaignDifference | null;
}

export interface ListVersions extends CampaignKey {
  readonly limit: number;
  /** Version after which the page begins. */
  readonly after: number | null;
}

/** Newest first. */
export async function listVersions(
  database: Pick<Database, 'app'>,
  { storeId, campaignId, limit, after }: ListVersions,
): Promise<Page<CampaignVersion, number>> {
  const rows = await withStore(database, storeId, async (tx) => {
    await readCampaign(tx, { storeId, campaignId }, { lock: false });
    return tx
      .select()
      .from(campaignVersions)
      .where(
        and(
          eq(campaignVersions.storeId, storeId),
          eq(campaignVersions.campaignId, campaignId),
          after === null ? undefined : lt(campaignVersions.version, after),
        ),
      )
      .orderBy(desc(campaignVersions.version))
      .limit(limit + 1);
  });
  return pageOf(rows, limit, toVersion, ({ version }) => version);
}

export interface GetVersion extends CampaignKey {
  readonly version: number;
  /** The version to compare with; null: the one before. */
  readonly against: number | null;
}

/** One version with what it does, and what differs from another. */
export async function getVersion(
  database: Pick<Database, 'app'>,
  { storeId, campaignId, version, against }: GetVersion,
): Promise<CampaignVersionDetail> {
  return withStore(database, storeId, async (tx) => {
    const key = { storeId, campaignId };
    const row = await readVersion(tx, { ...key, version, path: 'version' });
    const comparedWith = against ?? (version > 1 ? version - 1 : null);
    const other =
      comparedWith === null ? null : await readVersion(tx, { ...key, version: comparedWith, path: 'against' });
    return {
      ...toVersion(row),
      rules: row.rules,
      flow: row.flow,
      comparedWith,
      difference: other && differenceOf(other, row),
    };
  });
}

/** A version. Throws `not_found` with the path of what named it. */
export async function readVersion(
  tx: Tx,
  { storeId, campaignId, version, path }: CampaignKey & { readonly version: number; readonly path: string },
): Promise<typeof campaignVersions.$inferSelect> {
  const [row] = await tx
    .select({ version: campaignVersions })
    .from(campaigns)
    .leftJoin(
      campaignVersions,
      and(
        eq(campaignVersions.storeId, campaigns.storeId),
        eq(campaignVersions.campaignId, campaigns.id),
        eq(campaignVersions.version, version),
      ),
    )
    .where(and(eq(campaigns.storeId, storeId), eq(campaigns.id, campaignId)));
  if (!row) throw new ServiceError('not_found', 'This store has no campaign with this id.', { path: 'id' });
  if (!row.version) throw new ServiceError('not_found', 'This campaign has no such version.', { path });
  return row.version;
}

function toVersion({
  rules,
  flow,
  version,
  actorKind,
  actorId,
  createdAt,
}: typeof campaignVersions.$inferSelect): CampaignVersion {
  return { version, steps: flow ? flow.steps.length : rules.length, actorKind, actorId, createdAt };
}
