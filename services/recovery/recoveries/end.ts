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

/** Whether there is what few recoveries leave behind: most are spared the statements for it. */
const leftBehind = {
  // Names as text: drizzle takes the tables off the columns of what an update returns.
  messages: sql<boolean>`exists (
    select from messages where messages.store_id = recoveries.store_id and messages.recovery_id = recoveries.id
      and messages.state in ('retry', 'sending')
  )`,
  codes: sql<boolean>`exists (
    select from offer_codes code where code.store_id = recoveries.store_id and code.recovery_id = recoveries.id
  )`,
};

/** Records how a recovery ended and frees its customer and cart for another one. The first end stays. */
export async function endRecovery(database: Pick<Database, 'app'>, { end, ...recovery }: EndRecovery): Promise<void> {
  const { storeId, recoveryId, cartId } = recovery;
  await withStore(database, storeId, async (tx) => {
    // The cart before the recovery: the order in which everybody locks.
    const [, [ended]] = await Promise.all([
      tx
        .update(carts)
        .set({ activeRecoveryId: null })
        .where(and(eq(carts.storeId, storeId), eq(carts.id, cartId), eq(carts.activeRecoveryId, recoveryId))),
      tx
        .update(recoveries)
        .set({ stage: 'ended', ...end, waitsFor: null, waitsUntil: null, endedAt: sql`now()` })
        .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId), isNull(recoveries.endedAt)))
        .returning(leftBehind),
      recordSkipped(tx, recovery),
    ]);
    await Promise.all([
      ended?.messages !== false && settleLeftOpen(tx, { storeId, recoveryId, reason: end.reason }),
      ended?.codes !== false && codesAfterEnd(tx, { storeId, recoveryId }),
    ]);
    if (!ended) return;
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
