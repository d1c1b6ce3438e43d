import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { and, eq, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { minuteMs } from '../../../domain/duration.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import { endRecovery } from './end.ts';

interface Deps {
  readonly database: Database;
  readonly client: Client;
}

export interface RepairKey {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly workflowId: string;
}

/**
 * Ends a recovery whose workflow is over without having recorded it (terminated by an operator, failed, or lost with
 * its server), so that its customer is free for another one. Returns whether there was anything to repair.
 */
export async function repairRecovery({ database, client }: Deps, key: RepairKey): Promise<boolean> {
  const reason = await reasonOfClosed(client, key.workflowId);
  if (!reason) return false;
  const { storeId, recoveryId } = key;
  const [open] = await withEngine(database, (tx) =>
    tx
      .select({ cartId: recoveries.cartId })
      .from(recoveries)
      .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId), isNull(recoveries.endedAt))),
  );
  if (!open) return false;
  await endRecovery(database, {
    storeId,
    recoveryId,
    cartId: open.cartId,
    end: { outcome: 'stopped', reason },
    skipped: [],
  });
  return true;
}

/** How long past its time a recovery must be before somebody looks after it. */
const overdueMs = 10 * minuteMs;

/** Looks after recoveries that should have moved on long ago. Returns how many were repaired. */
export async function repairOverdue(deps: Deps, { limit }: { readonly limit: number }): Promise<number> {
  const overdue = sql`now() - make_interval(secs => ${overdueMs / 1_000})`;
  const suspects = await withEngine(deps.database, (tx) =>
    tx
      .select({ storeId: recoveries.storeId, recoveryId: recoveries.id, workflowId: recoveries.workflowId })
      .from(recoveries)
      .where(
        and(
          isNull(recoveries.endedAt),
          ne(recoveries.stage, 'starting'),
          lt(recoveries.createdAt, overdue),
          or(isNull(recoveries.waitsUntil), lt(recoveries.waitsUntil, overdue)),
        ),
      )
      .orderBy(recoveries.createdAt)
      .limit(limit),
  );
  let repaired = 0;
  for (const suspect of suspects) {
    if (await repairRecovery(deps, suspect)) repaired += 1;
  }
  return repaired;
}

/** Null while the workflow runs. */
async function reasonOfClosed(client: Client, workflowId: string): Promise<ReasonCode | null> {
  try {
    const { status } = await client.workflow.getHandle(workflowId).describe();
    if (status.name === 'RUNNING' || status.name === 'PAUSED') return null;
    return status.name === 'TERMINATED' || status.name === 'CANCELLED' ? 'stopped_by_operator' : 'engine_failure';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'engine_failure';
    throw error;
  }
}
