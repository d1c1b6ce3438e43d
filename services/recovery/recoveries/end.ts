import { and, eq, isNull, sql } from 'drizzle-orm';
import { carts, recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { RecoveryEnd, Skipped } from '../../../domain/recovery.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { settleLeftOpen } from '../../messaging/messages/settle-left-open.ts';
import { codesAfterEnd } from '../../messaging/offers/settle-code.ts';
import { recordSkipped } from './record-progress.ts';

export interface EndRecovery {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly cartId: string;
  readonly end: RecoveryEnd;
  readonly skipped: readonly Skipped[];
}

/** Records how a recovery ended and frees its customer and cart for another one. The first end stays. */
export async function endRecovery(database: Pick<Database, 'app'>, { end, ...recovery }: EndRecovery): Promise<void> {
  const { storeId, recoveryId, cartId } = recovery;
  await withStore(database, storeId, async (tx) => {
    // The cart before the recovery: the order in which everybody locks.
    const [, ended] = await Promise.all([
      tx
        .update(carts)
        .set({ activeRecoveryId: null })
        .where(and(eq(carts.storeId, storeId), eq(carts.id, cartId), eq(carts.activeRecoveryId, recoveryId))),
      tx
        .update(recoveries)
        .set({ stage: 'ended', ...end, waitsFor: null, waitsUntil: null, endedAt: sql`now()` })
        .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId), isNull(recoveries.endedAt)))
        .returning({ id: recoveries.id }),
      recordSkipped(tx, recovery),
      settleLeftOpen(tx, { storeId, recoveryId, reason: end.reason }),
      codesAfterEnd(tx, { storeId, recoveryId }),
    ]);
    if (ended.length === 0) return;
    const { outcome, reason } = end;
    await recordDecision(tx, {
      storeId,
      recoveryId,
      cartId,
      kind: 'ended',
      reason,
      detail: { outcome },
      key: `ended/${recoveryId}`,
    });
  });
}
