import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { and, asc, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { trainingRuns } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { hourMs } from '../../../domain/duration.ts';
import { taskQueues, trainingWorkflowId, trainModelWorkflow } from '../../../workflows/contract.ts';
import { endRun, type MoveRunDeps } from './move-run.ts';

export interface FollowDeps extends MoveRunDeps {
  readonly client: Pick<Client, 'workflow'>;
}

/** A run that has gone on for longer than its activities may is looked for. */
const lostAfterMs = 2 * hourMs;

/**
 * Starts the workflows of runs that were asked for, ends those whose end was asked for, and notices those whose workflow is gone. The rows
 * are the outbox of all three. Returns how many it touched.
 */
export async function followTrainingRequests(deps: FollowDeps, { limit }: { readonly limit: number }): Promise<number> {
  const cancelled = await cancelAsked(deps, limit);
  const started = await startAsked(deps, limit);
  const lost = await endLost(deps, limit);
  return cancelled + started + lost;
}

async function startAsked({ database, client, now }: FollowDeps, limit: number): Promise<number> {
  const asked = await withEngine(database, (tx) =>
    tx
      .select({ id: trainingRuns.id })
      .from(trainingRuns)
      .where(and(isNull(trainingRuns.endedAt), isNull(trainingRuns.startedAt), isNull(trainingRuns.cancelAskedAt)))
      .orderBy(asc(trainingRuns.requestedAt))
      .limit(limit),
  );
  for (const { id: runId } of asked) {
    try {
      await client.workflow.start(trainModelWorkflow, {
        workflowId: trainingWorkflowId(runId),
        taskQueue: taskQueues.recovery,
        args: [{ runId }],
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    await withEngine(database, (tx) =>
      tx
        .update(trainingRuns)
        .set({ startedAt: new Date(now()) })
        .where(and(eq(trainingRuns.id, runId), isNull(trainingRuns.startedAt))),
    );
  }
  return asked.length;
}

/** One that runs ends by itself when it hears of it, so it may be told again. */
async function cancelAsked(deps: FollowDeps, limit: number): Promise<number> {
  const { database, client } = deps;
  const asked = await withEngine(database, (tx) =>
    tx
      .select({ id: trainingRuns.id, startedAt: trainingRuns.startedAt })
      .from(trainingRuns)
      .where(and(isNull(trainingRuns.endedAt), isNotNull(trainingRuns.cancelAskedAt)))
      .limit(limit),
  );
  for (const { id: runId, startedAt } of asked) {
    const isTold =
      startedAt !== null &&
      (await client.workflow
        .getHandle(trainingWorkflowId(runId))
        .cancel()
        .then(
          () => true,
          (error: unknown) => {
            if (error instanceof WorkflowNotFoundError) return false;
            throw error;
          },
        ));
    if (!isTold) await endRun(deps, runId, { state: 'cancelled', endReason: null });
  }
  return asked.length;
}

/** A scheduler that lost its data, or a workflow that somebody ended by hand, must not leave a run open for ever. */
async function endLost(deps: FollowDeps, limit: number): Promise<number> {
  const { database, client, now } = deps;
  const old = await withEngine(database, (tx) =>
    tx
      .select({ id: trainingRuns.id })
      .from(trainingRuns)
      .where(and(isNull(trainingRuns.endedAt), lt(trainingRuns.startedAt, new Date(now() - lostAfterMs))))
      .limit(limit),
  );
  for (const { id: runId } of old) {
    const isRunning = await client.workflow
      .getHandle(trainingWorkflowId(runId))
      .describe()
      .then(
        ({ status }) => status.name === 'RUNNING',
        (error: unknown) => {
          if (error instanceof WorkflowNotFoundError) return false;
          throw error;
        },
      );
    if (!isRunning) await endRun(deps, runId, { state: 'failed', endReason: 'gave_up' });
  }
  return old.length;
}
