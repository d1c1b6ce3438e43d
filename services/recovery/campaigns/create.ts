import { campaigns, campaignVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import type { CampaignStep } from '../../../domain/campaign.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import type { Campaign } from './campaign.ts';
import { campaignInput } from './campaign-input.ts';

export interface NewCampaign {
  readonly storeId: string;
  readonly name: string;
  readonly rules: readonly CampaignStep[];
}

/** A draft: nothing goes out before it is activated. */
export async function createCampaign(
  database: Pick<Database, 'app'>,
  { actor, storeId, ...given }: NewCampaign & { readonly actor: Actor },
): Promise<Campaign> {
  requirePermission(actor, 'campaigns:write', storeId);
  const input = readInput(campaignInput, given);
  return withStore(database, storeId, async (tx) => {
    const campaign = await addCampaign(tx, { actor, storeId, ...input, active: false });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'campaign', id: campaign.id },
      change: changeBetween({}, campaign, { shown: ['name', 'status', 'version'], named: ['rules'] }),
    });
    return campaign;
  });
}

/** The same inside a transaction of the store, active at once if wished. */
export async function addCampaign(
  tx: Tx,
  { actor, storeId, name, rules, active }: NewCampaign & { readonly actor: Actor; readonly active: boolean },
): Promise<Campaign> {
  const now = new Date();
  const campaign: Campaign = {
    id: uuidV7(),
    name,
    status: active ? 'active' : 'draft',
    activatedAt: active ? now : null,
    version: 1,
    revision: 1,
    rules,
    draft: null,
    createdAt: now,
  };
  const { rules: _, draft: __, ...row } = campaign;
  await tx.insert(campaigns).values({ ...row, storeId });
  await tx.insert(campaignVersions).values({
    ...{ storeId, campaignId: campaign.id, version: 1, rules, createdAt: now },
    ...{ actorKind: actor.kind, actorId: actorId(actor) },
  });
  return campaign;
}
