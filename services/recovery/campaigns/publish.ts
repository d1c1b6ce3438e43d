import { and, eq } from 'drizzle-orm';
import { campaignDrafts } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { flowOf } from '../../../domain/flow/compile-rules.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { offerKeys } from '../../messaging/offers/list.ts';
import { policiesThatMayDecide } from '../../prediction/uplift/deciding-policies.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type Campaign, type CampaignKey, readCampaign } from './campaign.ts';
import { type ExpectedRevision, refuseChange, refuseRevision } from './expected-revision.ts';
import { findingsOf, refuseFindings } from './findings.ts';
import { type MoveInput, moveInput, moveInside } from './move-people.ts';
import { noRecentCarts, type RuleSurroundings, ruleFactsOf } from './rule-facts.ts';
import { readStore } from './store-row.ts';
import { putContent } from './update.ts';

export interface PublishCampaign extends CampaignKey, ExpectedRevision {
  readonly actor: Actor;
  /** What becomes of those who are inside; null: they finish on their version. */
  readonly people: MoveInput | null;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/**
 * Makes the draft the newest version. Recoveries under way finish on theirs, or go over to it. Throws `invalid` for rules or a flow by
 * which a step could never send, with all that is wrong.
 */
export async function publishCampaign(
  { database, ...surroundings }: { readonly database: Pick<Database, 'app'> } & RuleSurroundings,
  { actor, storeId, campaignId, expectedRevision, people, nowMs }: PublishCampaign,
): Promise<Campaign> {
  requirePermission(actor, 'campaigns:write', storeId);
  const key = { storeId, campaignId: readInput(idSchema, campaignId) };
  const move = people && readInput(moveInput, people);
  const templates = await surroundings.templates.list(storeId);
  return withStore(database, storeId, async (tx) => {
    const before = await readCampaign(tx, key, { lock: true });
    refuseChange(before);
    refuseRevision(before, expectedRevision);
    if (before.draft === null)
      throw new ServiceError(
        'conflict',
        'There is no draft to publish: save one first by PUT /v1/campaigns/{id}/draft.',
      );
    const { name, rules, flow } = before.draft;
    const store = await readStore(tx, storeId);
    const facts = ruleFactsOf(
      store,
      {
        ...{ ...surroundings, templates, offers: await offerKeys(tx, storeId) },
        policies: await policiesThatMayDecide(tx, storeId),
      },
      noRecentCarts,
    );
    refuseFindings(findingsOf({ rules, flow }, facts));
    await tx
      .delete(campaignDrafts)
      .where(and(eq(campaignDrafts.storeId, storeId), eq(campaignDrafts.campaignId, key.campaignId)));
    const changed = { ...(await putContent(tx, { actor, key, before, name, content: { rules, flow } })), draft: null };
    if (move && changed.version > before.version)
      await moveInside(tx, { key, store, to: flowOf(changed, changed.version, store.timeScale), move, nowMs });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'campaign', id: key.campaignId },
      change: changeBetween(before, changed, { shown: ['name', 'version'], named: ['draft'] }),
    });
    return changed;
  });
}
