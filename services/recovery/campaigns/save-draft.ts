import { and, eq } from 'drizzle-orm';
import { campaignDrafts, campaigns } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { type Campaign, type CampaignDraft, type CampaignKey, readCampaign } from './campaign.ts';
import { campaignInput, contentOf } from './campaign-input.ts';
import { refuseChange, refuseRevision } from './expected-revision.ts';
import type { CampaignChange } from './update.ts';

/** Keeps an edit without anything going out by it. The first one notes the version that it began with. */
export async function saveDraft(
  database: Pick<Database, 'app'>,
  { actor, storeId, campaignId, expectedRevision, ...given }: CampaignChange,
): Promise<Campaign> {
  requirePermission(actor, 'campaigns:write', storeId);
  const key = { storeId, campaignId: readInput(idSchema, campaignId) };
  const { name, ...input } = readInput(campaignInput, given);
  const content = contentOf(input);
  return withStore(database, storeId, async (tx) => {
    const before = await readCampaign(tx, key, { lock: true });
    refuseChange(before);
    refuseRevision(before, expectedRevision, content);
    const draft: CampaignDraft = {
      ...{ ...content, name, savedAt: new Date(), actorKind: actor.kind, actorId: actorId(actor) },
      baseVersion: before.draft?.baseVersion ?? before.version,
    };
    const { baseVersion: _, ...edited } = draft;
    await tx
      .insert(campaignDrafts)
      .values({ ...key, ...draft })
      .onConflictDoUpdate({ target: [campaignDrafts.storeId, campaignDrafts.campaignId], set: edited });
    const changed = { ...before, draft, revision: before.revision + 1 };
    await tx
      .update(campaigns)
      .set({ revision: changed.revision })
      .where(and(eq(campaigns.storeId, storeId), eq(campaigns.id, key.campaignId)));
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'campaign', id: key.campaignId },
      change: changeBetween(before, changed, { shown: ['revision'], named: ['draft'] }),
    });
    return changed;
  });
}

export interface DiscardDraft extends CampaignKey {
  readonly actor: Actor;
  readonly expectedRevision: number | null;
}

/** Forgets the edit. Where there is none, nothing changes. */
export async function discardDraft(
  database: Pick<Database, 'app'>,
  { actor, storeId, campaignId, expectedRevision }: DiscardDraft,
): Promise<Campaign> {
  requirePermission(actor, 'campaigns:write', storeId);
  const key = { storeId, campaignId: readInput(idSchema, campaignId) };
  return withStore(database, storeId, async (tx) => {
    const before = await readCampaign(tx, key, { lock: true });
    if (before.draft === null) return before;
    refuseRevision(before, expectedRevision);
    await tx
      .delete(campaignDrafts)
      .where(and(eq(campaignDrafts.storeId, storeId), eq(campaignDrafts.campaignId, key.campaignId)));
    const changed = { ...before, draft: null, revision: before.revision + 1 };
    await tx
      .update(campaigns)
      .set({ revision: changed.revision })
      .where(and(eq(campaigns.storeId, storeId), eq(campaigns.id, key.campaignId)));
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'campaign', id: key.campaignId },
      change: changeBetween(before, changed, { shown: ['revision'], named: ['draft'] }),
    });
    return changed;
  });
}
