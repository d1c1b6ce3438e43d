import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { campaigns, campaignVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import type { CampaignStep } from '../../../domain/campaign.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type Campaign, type CampaignKey, readCampaign } from './campaign.ts';
import { campaignInput } from './campaign-input.ts';

export interface CampaignChange extends CampaignKey {
  readonly actor: Actor;
  readonly name: string;
  readonly rules: readonly CampaignStep[];
}

/** A new version; recoveries that began on an older one finish on it. Unchanged rules keep their version. */
export async function updateCampaign(
  database: Pick<Database, 'app'>,
  { actor, storeId, campaignId, ...given }: CampaignChange,
): Promise<Campaign> {
  requirePermission(actor, 'campaigns:write', storeId);
  const key = { storeId, campaignId: readInput(idSchema, campaignId) };
  const { name, rules } = readInput(campaignInput, given);
  return withStore(database, key.storeId, async (tx) => {
    const before = await readCampaign(tx, key, { lock: true });
    if (before.status === 'archived') throw new ServiceError('conflict', 'An archived campaign cannot be changed.');
    const version = sameRules(before.rules, rules) ? before.version : before.version + 1;
    if (version > before.version)
      await tx.insert(campaignVersions).values({ storeId: key.storeId, campaignId: key.campaignId, version, rules });
    await tx
      .update(campaigns)
      .set({ name, version })
      .where(and(eq(campaigns.storeId, key.storeId), eq(campaigns.id, key.campaignId)));
    const changed = { ...before, name, rules, version };
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'campaign', id: key.campaignId },
      change: changeBetween(before, changed, { shown: ['name', 'version'] }),
    });
    return changed;
  });
}

/** By value, whatever the order of the names, and as JSON keeps them: without names that hold nothing. */
function sameRules(kept: readonly CampaignStep[], given: readonly CampaignStep[]): boolean {
  return isDeepStrictEqual(kept, JSON.parse(JSON.stringify(given)));
}
