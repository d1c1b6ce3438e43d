import { and, eq, isNull } from 'drizzle-orm';
import { recoveries } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { enqueueSignals } from '../../journal/signals/enqueue.ts';

export interface Answer {
  readonly storeId: string;
  readonly customerId: string;
  readonly channel: Channel;
  /** Names the answer within its store. */
  readonly id: string;
  readonly atMs: number;
  /** A few codes of it; never its words. */
  readonly detail: Readonly<Record<string, string>>;
}

/**
 * Pauses what is open for somebody who answered, until somebody of the store has looked. The caller holds the lock that a claim
 * takes too: no message is permitted after it. Returns the recoveries that it paused.
 */
export async function pauseOpen(
  tx: Tx,
  { storeId, customerId, channel, id, atMs, detail }: Answer,
): Promise<readonly string[]> {
  const paused = await tx
    .update(recoveries)
    .set({ repliedAt: new Date(atMs) })
    .where(
      and(
        eq(recoveries.storeId, storeId),
        eq(recoveries.customerId, customerId),
        isNull(recoveries.endedAt),
        isNull(recoveries.repliedAt),
      ),
    )
    .returning({ recoveryId: recoveries.id, workflowId: recoveries.workflowId, cartId: recoveries.cartId });
  for (const { recoveryId, workflowId, cartId } of paused) {
    await enqueueSignals(tx, [{ storeId, recoveryId, workflowId, signal: { kind: 'replied' } }]);
    await recordDecision(tx, {
      ...{ storeId, recoveryId, cartId, channel, detail, kind: 'replied', reason: 'human_contact' },
      key: `replied/${recoveryId}/${id}`,
    });
  }
  return paused.map(({ recoveryId }) => recoveryId);
}
