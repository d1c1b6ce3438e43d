import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { campaigns, campaignVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import type { CampaignContent } from '../../../domain/campaign-content.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { type Campaign, type CampaignKey, readCampaign, storedContent } from './campaign.ts';
import { type CampaignInput, campaignInput, contentOf } from './campaign-input.ts';
import { type ExpectedRevision, refuseChange, refuseRevision } from './expected-revision.ts';
import { refuseBrokenFlow } from './findings.ts';

export interface CampaignChange extends CampaignKey, ExpectedRevision, CampaignInput {
  readonly actor: Actor;
}

/** A new version; recoveries that began on an older one finish on it. An unchanged content keeps its version. */
export async function updateCampaign(
  database: Pick<Database, 'app'>,
  { actor, storeId, campaignId, expectedRevision, ...given }: CampaignChange,
): Promise<Campaign> {
  requirePermission(actor, 'campaigns:write', storeId);
  const key = { storeId, campaignId: readInput(idSchema, campaignId) };
  const { name, ...input } = readInput(campaignInput, given);
  const content = refuseBrokenFlow(contentOf(input));
  return withStore(database, key.storeId, async (tx) => {
    const before = await readCampaign(tx, key, { lock: true });
    refuseChange(before);
    refuseRevision(before, expectedRevision, content);
    const changed = await putContent(tx, { actor, key, before, name, content });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'campaign', id: key.campaignId },
      change: changeBetween(before, changed, { shown: ['name', 'version'] }),
    });
    return changed;
  });
}

/** Makes name and content those that count from now on, inside the transaction that locked the campaign. */
export async function putContent(
  tx: Tx,
  {
    actor,
    key,
    before,
    name,
    content,
  }: {
    readonly actor: Actor;
    readonly key: CampaignKey;
    readonly before: Campaign;
    readonly name: string;
    readonly content: CampaignContent;
  },
): Promise<Campaign> {
  const { rules, flow } = content;
  const version = isSameContent(before, content) ? before.version : before.version + 1;
  const revision = before.revision + 1;
  if (version > before.version)
    await tx
      .insert(campaignVersions)
      .values({ ...key, version, ...storedContent(content), actorKind: actor.kind, actorId: actorId(actor) });
  await tx
    .update(campaigns)
    .set({ name, version, revision })
    .where(and(eq(campaigns.storeId, key.storeId), eq(campaigns.id, key.campaignId)));
  return { ...before, name, rules, flow, version, revision };
}

/** By value, whatever the order of the names, and as JSON keeps them: without names that hold nothing. */
function isSameContent({ rules, flow }: CampaignContent, given: CampaignContent): boolean {
  return isDeepStrictEqual({ rules, flow }, JSON.parse(JSON.stringify({ rules: given.rules, flow: given.flow })));
}
