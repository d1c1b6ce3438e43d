import { and, eq, isNull, ne } from 'drizzle-orm';
import { campaigns, recoveries, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { CampaignStatus } from '../../../domain/campaign.ts';
import { enqueueSignals } from '../../journal/signals/enqueue.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type Campaign, type CampaignKey, readCampaign } from './campaign.ts';

export const campaignCommands = ['activate', 'pause', 'resume', 'archive'] as const;
export type CampaignCommand = (typeof campaignCommands)[number];

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
  { command, ...key }: CampaignKey & { readonly command: CampaignCommand },
): Promise<Campaign> {
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
    return { ...before, status: to, activatedAt };
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
