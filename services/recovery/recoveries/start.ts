import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { plain } from '../../../db/postgres/array-literals.ts';
import { recoveries, recoveryIsToStart } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { mapBounded } from '../../../runtime/map-bounded.ts';
import { type RecoverCart, recoverCartWorkflow, searchAttributes, taskQueues } from '../../../workflows/contract.ts';
import { planRound, type TurnQueue, type Turns } from '../../shared/turns/plan-round.ts';
import type { StartWindow } from './start-window.ts';

export interface StartRecoveries {
  /** Most recoveries that one call starts. */
  readonly limit: number;
  /** Workflow starts under way at the same time. */
  readonly concurrency: number;
  /** The same for all calls of a loop. */
  readonly turns: Turns;
  /** The same for all calls of a loop; absent: any number may wait to be taken up. */
  readonly window?: StartWindow;
}

export interface StartResult {
  readonly started: number;
  /** They stay in `starting`, and the next call tries them again. */
  readonly failures: readonly unknown[];
  /** More may be waiting. */
  readonly more: boolean;
  /** The workers are behind: no more may be started before they take some up. */
  readonly isFull: boolean;
}

interface StartingRecovery extends Omit<RecoverCart, 'traceparent'> {
  readonly workflowId: string;
  readonly traceparent: string | null;
}

/**
 * Starts workflows of recoveries in stage `starting`, in turn by store. The workflow id comes from the row and duplicates are
 * rejected, so a start that crashed half-way or runs twice still makes one workflow.
 */
export async function startRecoveries(
  { database, client }: { readonly database: Pick<Database, 'engine'>; readonly client: Client },
  { limit, concurrency, turns, window }: StartRecoveries,
): Promise<StartResult> {
  const free = (await window?.free(database)) ?? limit;
  if (free === 0) return { started: 0, failures: [], more: true, isFull: true };
  const { waiting, more } = await findStarting(database, { limit: Math.min(limit, free), turns });
  const started: StartingRecovery[] = [];
  const failures: unknown[] = [];
  await mapBounded(waiting, { concurrencyMax: concurrency }, async (recovery) => {
    try {
      await startWorkflow(client, recovery);
      started.push(recovery);
    } catch (error) {
      failures.push(error);
    }
  });
  await markStarted(database, started);
  window?.opened(started);
  return { started: started.length, failures, more, isFull: started.length === free };
}

const queue: TurnQueue = {
  table: 'recoveries',
  key: 'store_id',
  due: 'created_at',
  waits: recoveryIsToStart,
};

/** In turn by store: first the oldest of each, then the next of each. */
async function findStarting(
  database: Pick<Database, 'engine'>,
  { limit, turns }: Pick<StartRecoveries, 'limit' | 'turns'>,
): Promise<{ readonly waiting: readonly StartingRecovery[]; readonly more: boolean }> {
  return withEngine(database, async (tx) => {
    const { shares, more } = await planRound(tx, queue, { turns, now: Number.POSITIVE_INFINITY, places: limit });
    if (shares.length === 0) return { waiting: [], more };
    const query = rawSql(tx);
    const waiting = await query<StartingRecovery[]>`
      select store_id as "storeId", id as "recoveryId", cart_id as "cartId", customer_id as "customerId",
        campaign_id as "campaignId", campaign_version as "campaignVersion", workflow_id as "workflowId", traceparent,
        (extract(epoch from abandoned_at) * 1000)::float8 as "abandonedAt"
      from unnest(
        ${plain(shares.map(({ key }) => key))}::uuid[],
        ${plain(shares.map(({ places }) => places))}::int[]
      ) with ordinality as share (of, places, nth)
      cross join lateral (
        select *, row_number() over (order by created_at) as turn from recoveries
        where ${query.unsafe(recoveryIsToStart)} and store_id = share.of
        order by created_at
        limit share.places
      ) starting
      order by turn, share.nth`;
    return { waiting, more };
  });
}

async function startWorkflow(client: Client, { workflowId, traceparent, ...ids }: StartingRecovery): Promise<void> {
  const input: RecoverCart = traceparent === null ? ids : { ...ids, traceparent };
  try {
    await client.workflow.start(recoverCartWorkflow, {
      workflowId,
      taskQueue: taskQueues.recovery,
      args: [input],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
      // One store's rush must not keep the others waiting.
      priority: { fairnessKey: input.storeId },
      staticSummary: `Recover cart ${input.cartId}`,
      staticDetails: `Campaign ${input.campaignId} (version ${input.campaignVersion}) for customer ${input.customerId}.`,
      typedSearchAttributes: new TypedSearchAttributes([
        { key: searchAttributes.storeId, value: input.storeId },
        { key: searchAttributes.customerId, value: input.customerId },
        { key: searchAttributes.campaignId, value: input.campaignId },
        { key: searchAttributes.stage, value: 'waiting' },
      ]),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** Only what is still `starting`: a quick workflow may have moved on already. */
async function markStarted(database: Pick<Database, 'engine'>, started: readonly StartingRecovery[]): Promise<void> {
  if (started.length === 0) return;
  const ids = started.map(({ recoveryId }) => recoveryId);
  await withEngine(database, (tx) =>
    tx
      .update(recoveries)
      .set({ stage: 'predicting', startedAt: sql`now()` })
      .where(and(inArray(recoveries.id, ids), eq(recoveries.stage, 'starting'))),
  );
}
