import { campaigns, campaignVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { CampaignRule } from '../../../domain/campaign.ts';
import { uuidV7 } from '../../shared/ids.ts';
import type { Campaign } from './campaign.ts';

export interface NewCampaign {
  readonly storeId: string;
  readonly name: string;
  readonly rules: readonly CampaignRule[];
}

/** A draft: nothing goes out before it is activated. */
export async function createCampaign(database: Pick<Database, 'app'>, input: NewCampaign): Promise<Campaign> {
  return withStore(database, input.storeId, (tx) => addCampaign(tx, { ...input, active: false }));
}

/** The same inside a transaction of the store, active at once if wished. */
export async function addCampaign(
  tx: Tx,
  { storeId, name, rules, active }: NewCampaign & { readonly active: boolean },
): Promise<Campaign> {
  const now = new Date();
  const campaign: Campaign = {
    id: uuidV7(),
    name,
    status: active ? 'active' : 'draft',
    activatedAt: active ? now : null,
    version: 1,
    rules,
    createdAt: now,
  };
  const { rules: _, ...row } = campaign;
  await tx.insert(campaigns).values({ ...row, storeId });
  await tx.insert(campaignVersions).values({ storeId, campaignId: campaign.id, version: 1, rules, createdAt: now });
  return campaign;
}
