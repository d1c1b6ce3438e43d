import { z } from '@hono/zod-openapi';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readCampaign } from '../../recovery/campaigns/campaign.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type CampaignSplit, readSplitIn, readStates, type SplitKey, splitsOf, timeScaleOf } from './read.ts';
import { endProposal, winnerChange } from './take-winner.ts';

const decisionInput = z.object({ campaignId: idSchema, splitId: z.string().max(50) });

export interface DecideWinner extends SplitKey {
  readonly actor: Actor;
  /** `objected`: the split goes on as it is and proposes nothing more; `applied`: the winner takes all new people now. */
  readonly decision: 'objected' | 'applied';
  readonly now: Date;
}

/** Decides on the proposed winner of a split before its date comes. What was decided so before changes nothing. */
export async function decideWinner(
  database: Pick<Database, 'app'>,
  { actor, storeId, decision, now, ...given }: DecideWinner,
): Promise<CampaignSplit> {
  requirePermission(actor, 'campaigns:write', storeId);
  const key = { storeId, ...readInput(decisionInput, given) };
  const nowMs = now.getTime();
  return withStore(database, storeId, async (tx) => {
    const { flow } = await readCampaign(tx, key, { lock: true });
    const step = splitsOf(flow).find(({ id }) => id === key.splitId);
    if (!step) throw new ServiceError('not_found', 'This campaign has no split with this id.', { path: 'splitId' });
    const { campaignId } = key;
    const timeScale = await timeScaleOf(tx, storeId);
    const [state] = await readStates(tx, storeId, [{ campaignId, step }], { nowMs, timeScale });
    const winner = state?.winner;
    if (winner?.state === decision) return readSplitIn(tx, { ...key, nowMs });
    if (!state || winner?.state !== 'proposed')
      throw new ServiceError('conflict', 'No winner of this split waits for a decision.');
    const { arm } = winner;
    await endProposal(tx, key, { step, arm, state: decision, version: state.version, now, actor });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'campaign', id: campaignId },
      change: winnerChange(key, { arm, from: 'proposed', to: decision }),
    });
    return readSplitIn(tx, { ...key, nowMs });
  });
}
