import { campaigns, campaignVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import type { CampaignContent } from '../../../domain/campaign-content.ts';
import { holdoutPercent } from '../../../domain/experiments/holdout.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { type Campaign, storedContent } from './campaign.ts';
import { type CampaignInput, campaignInput, contentOf } from './campaign-input.ts';
import { refuseBrokenFlow } from './findings.ts';

export interface NewCampaign extends CampaignContent {
  readonly storeId: string;
  readonly name: string;
}

/** A draft: nothing goes out before it is activated. */
export async function createCampaign(
  database: Pick<Database, 'app'>,
  { actor, storeId, ...given }: { readonly actor: Actor; readonly storeId: string } & CampaignInput,
): Promise<Campaign> {
  requirePermission(actor, 'campaigns:write', storeId);
  const { name, ...content } = readInput(campaignInput, given);
  const { rules, flow } = refuseBrokenFlow(contentOf(content));
  return withStore(database, storeId, async (tx) => {
    const campaign = await addCampaign(tx, {
      ...{ actor, storeId, name, rules, flow, active: false },
      holdoutPercent: holdoutPercent.ofNewCampaign,
    });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'campaign', id: campaign.id },
      change: changeBetween({}, campaign, {
        shown: ['name', 'status', 'version', 'holdoutPercent'],
        named: ['rules', 'flow'],
      }),
    });
    return campaign;
  });
}

/** The same inside a transaction of the store, active at once if wished. */
export async function addCampaign(
  tx: Tx,
  {
    actor,
    storeId,
    name,
    rules,
    flow,
    active,
    holdoutPercent: percent,
  }: NewCampaign & { readonly actor: Actor; readonly active: boolean; readonly holdoutPercent: number },
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
    flow,
    draft: null,
    holdoutPercent: percent,
    holdoutSince: now,
    createdAt: now,
  };
  const { rules: _, flow: __, draft: ___, ...row } = campaign;
  await tx.insert(campaigns).values({ ...row, storeId });
  await tx.insert(campaignVersions).values({
    ...{ storeId, campaignId: campaign.id, version: 1, ...storedContent({ rules, flow }), createdAt: now },
    ...{ actorKind: actor.kind, actorId: actorId(actor) },
  });
  return campaign;
}
