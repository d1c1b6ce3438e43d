import { and, eq, isNull, sql } from 'drizzle-orm';
import { recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { nextRest, type RestOfFlow } from '../../../domain/flow/advance-flow.ts';
import { flowIn } from '../../../domain/flow/compile-rules.ts';
import type { RecoverySnapshot } from '../../../domain/recovery.ts';
import { advance, beginRecovery } from '../../../domain/recovery-state.ts';
import type { RecoverCart } from '../../../workflows/contract.ts';
import { readSnapshot } from './read-snapshot.ts';

/**
 * The first look of a recovery: reads what it decides on and mirrors what it will wait for first. That is derived here
 * by the same rule that the workflow uses, which saves it a step of its own in every history.
 */
export async function openRecovery(database: Pick<Database, 'app'>, input: RecoverCart): Promise<RecoverySnapshot> {
  const { storeId, recoveryId } = input;
  return withStore(database, storeId, async (tx) => {
    const snapshot = await readSnapshot(tx, { storeId, recoveryId });
    const { move: next, cursor } = firstRest(input, snapshot);
    await tx
      .update(recoveries)
      .set({
        stage: next.kind === 'paused' ? 'paused' : 'waiting',
        waitsFor: next.kind === 'wait' ? next.stepId : null,
        waitsUntil: next.kind === 'wait' ? new Date(next.untilMs) : null,
        cursor,
        startedAt: sql`coalesce(${recoveries.startedAt}, now())`,
      })
      .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId), isNull(recoveries.endedAt)));
    return snapshot;
  });
}

function firstRest(input: RecoverCart, snapshot: RecoverySnapshot): RestOfFlow {
  const { recoveryId, customerId, cartId, abandonedAt, campaignVersion } = input;
  const nowMs = Date.now();
  const flow = flowIn(snapshot, campaignVersion);
  const state = advance(beginRecovery(input), { kind: 'context_read', snapshot });
  const facts = { recoveryId, customerId, cartId, enteredAt: abandonedAt, readAt: nowMs, events: [] };
  return nextRest(flow, { cursor: null, state }, { ...facts, ordersBefore: snapshot.ordersBefore ?? 0 }, nowMs);
}
