import type { RecoverySignal } from '../../../db/postgres/schema/index.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { wakeUps } from '../../../db/postgres/wake-up.ts';

export interface QueuedSignal {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly workflowId: string;
  readonly signal: RecoverySignal;
}

/** Puts signals to recoveries into the outbox, in the transaction that causes them; its commit wakes who delivers them. */
export async function enqueueSignals(tx: Tx, signals: readonly QueuedSignal[]): Promise<void> {
  if (signals.length === 0) return;
  const sql = rawSql(tx);
  await sql`
    with queued as (
    insert into signal_outbox (store_id, recovery_id, workflow_id, signal)
    select store_id, recovery_id, workflow_id, signal::jsonb
    from unnest(
      ${signals.map(({ storeId }) => storeId)}::uuid[], ${signals.map(({ recoveryId }) => recoveryId)}::uuid[],
      ${signals.map(({ workflowId }) => workflowId)}::text[], ${signals.map(({ signal }) => JSON.stringify(signal))}::text[]
    ) as given (store_id, recovery_id, workflow_id, signal)
    returning true as told
    )
    select pg_notify(${wakeUps.signals}, '') from queued limit 1`;
}

export async function enqueueSignal(tx: Tx, signal: QueuedSignal): Promise<void> {
  await enqueueSignals(tx, [signal]);
}
