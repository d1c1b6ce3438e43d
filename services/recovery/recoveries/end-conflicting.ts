import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { recordDecisions } from '../../journal/decisions/record.ts';
import { enqueueSignals } from '../../journal/signals/enqueue.ts';

interface Rival {
  readonly store_id: string;
  readonly id: string;
  readonly cart_id: string;
  readonly workflow_id: string;
}

/**
 * Two customers who turn out to be one may both be in a recovery: the one whose cart was touched last goes on, the other
 * ends here and now, so that there is one per customer at every moment. Its workflow is told.
 */
export async function endConflictingRecoveries(
  tx: Tx,
  merges: readonly { readonly storeId: string; readonly fromId: string; readonly intoId: string }[],
): Promise<void> {
  if (merges.length === 0) return;
  const sql = rawSql(tx);
  const rivals = await sql<Rival[]>`
    with merge as (
      select * from unnest(${merges.map(({ storeId }) => storeId)}::uuid[], ${merges.map(({ fromId }) => fromId)}::uuid[], ${merges.map(({ intoId }) => intoId)}::uuid[])
        as merge (store_id, from_id, into_id)
    ), person as (
      select store_id, from_id as id, into_id from merge union select store_id, into_id, into_id from merge
    ), ranked as (
      select recoveries.store_id, recoveries.id, recoveries.cart_id,
        row_number() over (partition by recoveries.store_id, person.into_id order by carts.last_activity_at desc, recoveries.id) as rank
      from person
      join recoveries on recoveries.store_id = person.store_id and recoveries.customer_id = person.id and recoveries.ended_at is null
      join carts on carts.store_id = recoveries.store_id and carts.id = recoveries.cart_id
    ), freed as (
      update carts set active_recovery_id = null from ranked
      where rank > 1 and carts.store_id = ranked.store_id and carts.id = ranked.cart_id and carts.active_recovery_id = ranked.id
    )
    update recoveries set stage = 'ended', outcome = 'stopped', reason = 'superseded', waits_for = null, waits_until = null, ended_at = now()
    from ranked
    where rank > 1 and recoveries.store_id = ranked.store_id and recoveries.id = ranked.id
    returning recoveries.store_id, recoveries.id, recoveries.cart_id, recoveries.workflow_id`;
  await recordDecisions(
    tx,
    rivals.map(({ store_id: storeId, id: recoveryId, cart_id: cartId }) => ({
      storeId,
      recoveryId,
      cartId,
      kind: 'ended',
      reason: 'superseded',
      detail: { outcome: 'stopped' },
      key: `ended/${recoveryId}`,
    })),
  );
  await enqueueSignals(
    tx,
    rivals.map(({ store_id: storeId, id: recoveryId, workflow_id: workflowId }) => ({
      storeId,
      recoveryId,
      workflowId,
      signal: { kind: 'superseded' },
    })),
  );
}
