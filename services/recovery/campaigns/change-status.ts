import { z } from '@hono/zod-openapi';
import { and, eq, isNull, ne } from 'drizzle-orm';
import { campaigns, recoveries, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import type { CampaignStatus } from '../../../domain/campaign.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { enqueueSignals } from '../../journal/signals/enqueue.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type Campaign, type CampaignKey, readCampaign } from './campaign.ts';

export const campaignCommands = ['activate', 'pause', 'resume', 'archive'] as const;
export type CampaignCommand = (typeof campaignCommands)[number];

const commandInput = z.object({ campaignId: idSchema, command: z.enum(campaignCommands) });

export interface ChangeCampaignStatus extends CampaignKey {
  readonly actor: Actor;
  readonly command: CampaignCommand;
}

/** From which states each command leads where. */
const transitions: Record<CampaignCommand, { readonly from: readonly CampaignStatus[]; readonly to: CampaignStatus }> =
  {
    activate: { from: ['draft'], to: 'active' },
    pause: { from: ['active'], to: 'paused' },
    resume: { from: ['paused'], to: 'active' },
    archive: { from: ['draft', 'active', 'paused'], to: 'archived' },
  };

/**
 * Moves a campaign on. A store has one active campaign at a time; pausing and resuming tell its open recoveries in the
 * same transaction; recoveries of an archived one end before their next message. Being there already changes nothing.
 */
export async function changeCampaignStatus(
  database: Pick<Database, 'app'>,
  { actor, storeId, ...given }: ChangeCampaignStatus,
): Promise<Campaign> {
  requirePermission(actor, 'campaigns:write', storeId);
  const { command, campaignId } = readInput(commandInput, given);
  const key = { storeId, campaignId };
  const { from, to } = transitions[command];
  return withStore(database, key.storeId, async (tx) => {
    if (to === 'active') await lockStore(tx, key.storeId);
    const before = await readCampaign(tx, key, { lock: true });
    if (before.status === to) return before;
    if (!from.includes(before.status))
      throw new ServiceError('conflict', `A campaign that is ${before.status} cannot be changed by ${command}.`);
    if (to === 'active') await refuseSecondActive(tx, key);
    const activatedAt = before.activatedAt ?? (to === 'active' ? new Date() : null);
    await tx
      .update(campaigns)
      .set({ status: to, activatedAt })
      .where(and(eq(campaigns.storeId, key.storeId), eq(campaigns.id, key.campaignId)));
    if (command === 'pause' || command === 'resume') await tellOpenRecoveries(tx, key, command === 'pause');
    const changed = { ...before, status: to, activatedAt };
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'campaign', id: campaignId },
      change: changeBetween(before, changed, { shown: ['status'] }),
    });
    return changed;
  });
}

/** Two activations at once must not both find no other active campaign. */
async function lockStore(tx: Tx, storeId: string): Promise<void> {
  await tx.select({ id: stores.id }).from(stores).where(eq(stores.id, storeId)).for('update');
}

async function refuseSecondActive(tx: Tx, { storeId, campaignId }: CampaignKey): Promise<void> {
  const [other] = await tx
    .select({ name: campaigns.name })
    .from(campaigns)
    .where(and(eq(campaigns.storeId, storeId), eq(campaigns.status, 'active'), ne(campaigns.id, campaignId)))
    .limit(1);
  if (other)
    throw new ServiceError(
      'conflict',
      `The campaign "${other.name}" is active. Pause or archive it first: a store has one active campaign.`,
    );
}

async function tellOpenRecoveries(tx: Tx, { storeId, campaignId }: CampaignKey, paused: boolean): Promise<void> {
  const open = await tx
    .select({ recoveryId: recoveries.id, workflowId: recoveries.workflowId })
    .from(recoveries)
    .where(and(eq(recoveries.storeId, storeId), eq(recoveries.campaignId, campaignId), isNull(recoveries.endedAt)));
  await enqueueSignals(
    tx,
    open.map((recovery) => ({ storeId, ...recovery, signal: { kind: 'campaignPaused', paused } })),
  );
}
