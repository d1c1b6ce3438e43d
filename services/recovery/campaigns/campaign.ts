import { and, eq } from 'drizzle-orm';
import { campaignDrafts, campaigns, campaignVersions } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { ActorKind } from '../../../domain/actor.ts';
import type { CampaignStatus } from '../../../domain/campaign.ts';
import type { CampaignContent } from '../../../domain/campaign-content.ts';
import { eventsOf } from '../../../domain/flow/events-of.ts';
import { ServiceError } from '../../shared/service-error.ts';

/** A campaign with what its newest version does. */
export interface Campaign extends CampaignContent {
  readonly id: string;
  readonly name: string;
  readonly status: CampaignStatus;
  /** Carts last touched before it start nothing; null: never active so far. */
  readonly activatedAt: Date | null;
  readonly version: number;
  /** Grows with each change of name, rules and draft. */
  readonly revision: number;
  /** An edit that nothing goes out by before it is published. */
  readonly draft: CampaignDraft | null;
  /** Share of its people who get no message, percent, and since when it is this share. */
  readonly holdoutPercent: number;
  readonly holdoutSince: Date;
  readonly createdAt: Date;
}

export interface CampaignDraft extends CampaignContent {
  readonly name: string;
  /** The version that the edit began with. */
  readonly baseVersion: number;
  readonly savedAt: Date;
  /** Who saved it last. */
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
}

/** Names one campaign of one store. */
export interface CampaignKey {
  readonly storeId: string;
  readonly campaignId: string;
}

/** The columns of a version that say what it does. */
export function storedContent({ rules, flow }: CampaignContent) {
  return { rules, flow, listensFor: flow ? eventsOf(flow) : [] };
}

/** Reads a campaign inside a store's transaction; `lock` keeps its row until the end of it. */
export async function readCampaign(
  tx: Tx,
  { storeId, campaignId }: CampaignKey,
  { lock }: { readonly lock: boolean },
): Promise<Campaign> {
  const newest = campaignsWithContent(tx).where(and(eq(campaigns.storeId, storeId), eq(campaigns.id, campaignId)));
  const [campaign] = await (lock ? newest.for('update', { of: campaigns }) : newest);
  if (!campaign) throw new ServiceError('not_found', 'This store has no campaign with this id.', { path: 'id' });
  return campaign;
}

/** Campaigns, each with what its newest version does and its draft; the caller says which. */
export function campaignsWithContent(tx: Tx) {
  return tx
    .select({
      id: campaigns.id,
      name: campaigns.name,
      status: campaigns.status,
      activatedAt: campaigns.activatedAt,
      version: campaigns.version,
      revision: campaigns.revision,
      rules: campaignVersions.rules,
      flow: campaignVersions.flow,
      draft: {
        name: campaignDrafts.name,
        rules: campaignDrafts.rules,
        flow: campaignDrafts.flow,
        baseVersion: campaignDrafts.baseVersion,
        savedAt: campaignDrafts.savedAt,
        actorKind: campaignDrafts.actorKind,
        actorId: campaignDrafts.actorId,
      },
      holdoutPercent: campaigns.holdoutPercent,
      holdoutSince: campaigns.holdoutSince,
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
    .leftJoin(
      campaignDrafts,
      and(eq(campaignDrafts.storeId, campaigns.storeId), eq(campaignDrafts.campaignId, campaigns.id)),
    );
}
