import { z } from '@hono/zod-openapi';
import { and, eq } from 'drizzle-orm';
import { campaigns } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { type Campaign, type CampaignKey, readCampaign } from './campaign.ts';
import { holdoutPercentSchema } from './campaign-input.ts';
import { refuseChange } from './expected-revision.ts';

export const holdoutInput = z.object({ percent: holdoutPercentSchema });

export interface SetHoldout extends CampaignKey {
  readonly actor: Actor;
  readonly percent: number;
  readonly now: Date;
}

/**
 * Sets the share of people who get no message. Whoever has an arm keeps it, and the comparison begins anew: people of
 * different shares must not be pooled, or whatever changed meanwhile would look like an effect of the messages.
 */
export async function setHoldout(
  database: Pick<Database, 'app'>,
  { actor, storeId, campaignId, now, ...given }: SetHoldout,
): Promise<Campaign> {
  requirePermission(actor, 'campaigns:write', storeId);
  const key = { storeId, campaignId: readInput(idSchema, campaignId) };
  const { percent } = readInput(holdoutInput, given);
  return withStore(database, storeId, async (tx) => {
    const before = await readCampaign(tx, key, { lock: true });
    refuseChange(before);
    if (before.holdoutPercent === percent) return before;
    const set = { holdoutPercent: percent, holdoutSince: now };
    await tx
      .update(campaigns)
      .set(set)
      .where(and(eq(campaigns.storeId, storeId), eq(campaigns.id, key.campaignId)));
    const changed = { ...before, ...set };
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'campaign', id: key.campaignId },
      change: changeBetween(before, changed, { shown: ['holdoutPercent'] }),
    });
    return changed;
  });
}
