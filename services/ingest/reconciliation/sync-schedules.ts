import { type Client, ScheduleAlreadyRunning, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { reconcileStoreWorkflow, reconciliationScheduleId, taskQueues } from '../../../workflows/contract.ts';

interface Unsynced {
  readonly storeId: string;
  readonly integrationId: string;
  readonly everyMs: number | null;
}

export interface SyncResult {
  readonly synced: number;
  /** They come again in the next call. */
  readonly failures: readonly unknown[];
}

interface Deps {
  readonly database: Pick<Database, 'engine'>;
  readonly client: Pick<Client, 'schedule'>;
}

/** A server that was down makes up for no more than this: each look begins where the last one ended anyway. */
const catchupWindowMs = 60_000;
/** Looks of many stores do not all begin at the same moment. */
const jitterShareMax = 0.1;

/**
 * Tells Temporal which integrations are to be looked at and how often: one schedule each. What was told is kept in the
 * row, so a change that a crash interrupted is told again.
 */
export async function syncSchedules(
  { database, client }: Deps,
  { limit }: { readonly limit: number },
): Promise<SyncResult> {
  const changed = await findUnsynced(database, limit);
  const failures: unknown[] = [];
  let synced = 0;
  for (const one of changed) {
    try {
      if (one.everyMs === null) await dropSchedule(client, one);
      else await putSchedule(client, { ...one, everyMs: one.everyMs });
      await markSynced(database, one);
      synced += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  return { synced, failures };
}

async function findUnsynced(database: Deps['database'], limit: number): Promise<readonly Unsynced[]> {
  return withEngine(database, (tx) => {
    const sql = rawSql(tx);
    return sql<Unsynced[]>`
      select store_id as "storeId", id as "integrationId", every_ms as "everyMs"
      from (
        select *, case when status = 'active' and api_token is not null then reconcile_every_ms end as every_ms
        from integrations
      ) i
      where every_ms is distinct from scheduled_every_ms
      order by updated_at
      limit ${limit}::int`;
  });
}

async function putSchedule(
  client: Deps['client'],
  { storeId, integrationId, everyMs }: Unsynced & { readonly everyMs: number },
): Promise<void> {
  const scheduleId = reconciliationScheduleId(storeId, integrationId);
  const schedule = {
    spec: { intervals: [{ every: everyMs }], jitter: Math.round(everyMs * jitterShareMax) },
    action: {
      type: 'startWorkflow' as const,
      workflowType: reconcileStoreWorkflow,
      workflowId: scheduleId,
      taskQueue: taskQueues.recovery,
      args: [{ storeId, integrationId }],
      priority: { fairnessKey: storeId },
      staticSummary: `ReconciliationRun for what the webhooks of integration ${integrationId} did not bring`,
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: catchupWindowMs },
  };
  try {
    await client.schedule.create({ scheduleId, ...schedule });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(scheduleId).update((known) => ({ ...schedule, state: known.state }));
  }
}

/** Ends the looks at an integration; doing it again changes nothing. */
export async function dropSchedule(
  client: Pick<Client, 'schedule'>,
  { storeId, integrationId }: { readonly storeId: string; readonly integrationId: string },
): Promise<void> {
  try {
    await client.schedule.getHandle(reconciliationScheduleId(storeId, integrationId)).delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}

async function markSynced(database: Deps['database'], { storeId, integrationId, everyMs }: Unsynced): Promise<void> {
  await withEngine(database, async (tx) => {
    const sql = rawSql(tx);
    await sql`
      update integrations set scheduled_every_ms = ${everyMs}::int
      where store_id = ${storeId}::uuid and id = ${integrationId}::uuid`;
  });
}
