import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { channels } from '../../../domain/channel.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import { recordDecisions } from '../../journal/decisions/record.ts';
import { enqueueSignals } from '../../journal/signals/enqueue.ts';
import { settleLeftOpen } from '../../messaging/messages/settle-left-open.ts';

export interface StopRecoveries {
  readonly storeId: string;
  /** Whose; null: everybody's. */
  readonly customerIds: readonly string[] | null;
  readonly reason: ReasonCode;
}

interface Stopped {
  readonly id: string;
  readonly cartId: string;
  readonly workflowId: string;
}

/** Ended by one statement; a store in a rush has thousands under way. */
const stoppedPerStatementMax = 500;

/**
 * Ends open recoveries here and now, so that no message of theirs is claimed any more, and tells their workflows that
 * nobody may be written to. The caller holds the locks of the customers. Returns how many it ended.
 */
export async function stopRecoveries(tx: Tx, wanted: StopRecoveries): Promise<number> {
  let count = 0;
  for (;;) {
    const stopped = await stopSome(tx, wanted);
    await follow(tx, wanted, stopped);
    count += stopped.length;
    if (stopped.length < stoppedPerStatementMax) return count;
  }
}

/** The carts before the recoveries: the order in which everybody locks. */
function stopSome(tx: Tx, { storeId, customerIds, reason }: StopRecoveries): Promise<readonly Stopped[]> {
  const sql = rawSql(tx);
  return sql<Stopped[]>`
    with found as materialized (
      select recoveries.store_id, recoveries.id, recoveries.cart_id from recoveries
      join carts on carts.store_id = recoveries.store_id and carts.id = recoveries.cart_id
      where recoveries.store_id = ${storeId}::uuid and recoveries.ended_at is null
        and (${customerIds === null} or recoveries.customer_id = any(${[...(customerIds ?? [])]}::uuid[]))
      order by carts.id
      limit ${stoppedPerStatementMax}::int
      for update of carts
    ), freed as (
      update carts set active_recovery_id = null from found
      where carts.store_id = found.store_id and carts.id = found.cart_id and carts.active_recovery_id = found.id
    )
    update recoveries set stage = 'ended', outcome = 'stopped', reason = ${reason}, waits_for = null, waits_until = null, ended_at = now()
    from found
    where recoveries.store_id = found.store_id and recoveries.id = found.id and recoveries.ended_at is null
    returning recoveries.id, recoveries.cart_id as "cartId", recoveries.workflow_id as "workflowId"`;
}

async function follow(tx: Tx, { storeId, reason }: StopRecoveries, stopped: readonly Stopped[]): Promise<void> {
  await recordDecisions(
    tx,
    stopped.map(({ id: recoveryId, cartId }) => ({
      ...{ storeId, recoveryId, cartId, kind: 'ended', reason, key: `ended/${recoveryId}` },
      detail: { outcome: 'stopped' },
    })),
  );
  for (const { id: recoveryId } of stopped) await settleLeftOpen(tx, { storeId, recoveryId, reason });
  await enqueueSignals(
    tx,
    stopped.flatMap(({ id: recoveryId, workflowId }) =>
      channels.map((channel) => ({
        ...{ storeId, recoveryId, workflowId },
        signal: { kind: 'consentChanged', channel, status: 'denied' } as const,
      })),
    ),
  );
}
