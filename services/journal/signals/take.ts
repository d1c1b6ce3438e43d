import type { RecoverySignal } from '../../../db/postgres/schema/index.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';

export interface TakenSignal {
  readonly id: number;
  readonly storeId: string;
  readonly recoveryId: string;
  readonly workflowId: string;
  readonly signal: RecoverySignal;
  /** Deliveries tried so far, this one included. */
  readonly attempts: number;
}

/**
 * Takes the signals of the workflows that have waited longest, in their order, and hides them for `leaseMs`: a
 * dispatcher that dies delivers them late, never not at all. While one signal of a workflow is hidden, so are those
 * behind it: two dispatchers never deliver to one workflow in the wrong order.
 */
export async function takeSignals(
  tx: Tx,
  { limit, leaseMs }: { readonly limit: number; readonly leaseMs: number },
): Promise<TakenSignal[]> {
  const sql = rawSql(tx);
  const taken = await sql<TakenSignal[]>`
    with ready as materialized (
      select id from signal_outbox
      where due_at <= now()
        and not exists (
          select from signal_outbox earlier
          where earlier.workflow_id = signal_outbox.workflow_id and earlier.id < signal_outbox.id and earlier.due_at > now()
        )
      order by id
      limit ${limit}::int
      for update skip locked
    )
    update signal_outbox
    set attempts = attempts + 1, due_at = now() + make_interval(secs => ${leaseMs / 1_000}::float8)
    from ready
    where signal_outbox.id = ready.id
    returning signal_outbox.id::float8 as id, store_id as "storeId", recovery_id as "recoveryId",
      workflow_id as "workflowId", signal, attempts`;
  return taken.sort((a, b) => a.id - b.id);
}
