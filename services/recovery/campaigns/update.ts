import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { campaigns, campaignVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import type { CampaignStep } from '../../../domain/campaign.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { type Campaign, type CampaignKey, readCampaign } from './campaign.ts';
import { campaignInput } from './campaign-input.ts';
import { type ExpectedRevision, refuseChange, refuseRevision } from './expected-revision.ts';

export interface CampaignChange extends CampaignKey, ExpectedRevision {
  readonly actor: Actor;
  readonly name: string;
  readonly rules: readonly CampaignStep[];
}

/** A new version; recoveries that began on an older one finish on it. Unchanged rules keep their version. */
export async function updateCampaign(
  database: Pick<Database, 'app'>,
  { actor, storeId, campaignId, expectedRevision, ...given }: CampaignChange,
): Promise<Campaign> {
  requirePermission(actor, 'campaigns:write', storeId);
  const key = { storeId, campaignId: readInput(idSchema, campaignId) };
  const { name, rules } = readInput(campaignInput, given);
  return withStore(database, key.storeId, async (tx) => {
    const before = await readCampaign(tx, key, { lock: true });
    refuseChange(before);
    refuseRevision(before, expectedRevision, { rules });
    const changed = await putRules(tx, { actor, key, before, name, rules });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'campaign', id: key.campaignId },
      change: changeBetween(before, changed, { shown: ['name', 'version'] }),
    });
    return changed;
  });
}

/** Makes name and rules those that count from now on, inside the transaction that locked the campaign. */
export async function putRules(
  tx: Tx,
  {
    actor,
    key,
    before,
    name,
    rules,
  }: {
    readonly actor: Actor;
    readonly key: CampaignKey;
    readonly before: Campaign;
    readonly name: string;
    readonly rules: readonly CampaignStep[];
  },
): Promise<Campaign> {
  const version = sameRules(before.rules, rules) ? before.version : before.version + 1;
  const revision = before.revision + 1;
  if (version > before.version)
    await tx
      .insert(campaignVersions)
      .values({ ...key, version, rules, actorKind: actor.kind, actorId: actorId(actor) });
  await tx
    .update(campaigns)
    .set({ name, version, revision })
    .where(and(eq(campaigns.storeId, key.storeId), eq(campaigns.id, key.campaignId)));
  return { ...before, name, rules, version, revision };
}

/** By value, whatever the order of the names, and as JSON keeps them: without names that hold nothing. */
export function sameRules(kept: readonly CampaignStep[], given: readonly CampaignStep[]): boolean {
  return isDeepStrictEqual(kept, JSON.parse(JSON.stringify(given)));
}
