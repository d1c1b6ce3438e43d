import type { Client } from '@temporalio/client';
import type { Waiting } from '../../../domain/operation-problems.ts';
import { taskQueues } from '../../../workflows/contract.ts';

export interface TaskQueueState extends Waiting {
  readonly name: string;
  /** What its tasks are. */
  readonly kind: 'workflow' | 'activity';
  /** Processes that asked for tasks within the last minutes. */
  readonly workers: number;
  readonly tasksPerSecond: number;
}

export interface TaskQueues {
  readonly queues: readonly TaskQueueState[];
  /** The version of the workflows that recoveries go on with; null: none is set. */
  readonly currentBuildId: string | null;
}

export interface TemporalServer {
  readonly client: Pick<Client, 'connection' | 'withDeadline'>;
  readonly namespace: string;
  readonly deploymentName: string;
}

/** The server's own numbers of its kinds of queues. */
const types = { workflow: 1, activity: 2 } as const;

/** Only what our workers poll: local activities have no queue, and all workflows are on one. */
const asked: readonly { readonly name: string; readonly kind: TaskQueueState['kind'] }[] = [
  { name: taskQueues.recovery, kind: 'workflow' },
  { name: taskQueues.prediction, kind: 'activity' },
  { name: taskQueues.delivery.email, kind: 'activity' },
  { name: taskQueues.delivery.sms, kind: 'activity' },
  { name: taskQueues.delivery.push, kind: 'activity' },
  { name: taskQueues.reconciliation, kind: 'activity' },
  { name: taskQueues.reports, kind: 'activity' },
];

/** What waits in the task queues and who works at them, as the Temporal server says. */
export async function readTaskQueues(
  { client, namespace, deploymentName }: TemporalServer,
  { nowMs, deadlineMs }: { readonly nowMs: number; readonly deadlineMs: number },
): Promise<TaskQueues> {
  const { workflowService } = client.connection;
  return client.withDeadline(deadlineMs, async () => {
    const [queues, deployment] = await Promise.all([
      Promise.all(
        asked.map(async ({ name, kind }): Promise<TaskQueueState> => {
          const { pollers, stats } = await workflowService.describeTaskQueue({
            namespace,
            taskQueue: { name },
            taskQueueType: types[kind],
            reportStats: true,
          });
          const waiting = Number(stats?.approximateBacklogCount ?? 0);
          return {
            name,
            kind,
            waiting,
            oldestMs: waiting > 0 ? nowMs - millisecondsOf(stats?.approximateBacklogAge) : null,
            workers: pollers.length,
            tasksPerSecond: stats?.tasksDispatchRate ?? 0,
          };
        }),
      ),
      workflowService.describeWorkerDeployment({ namespace, deploymentName }).catch(() => null),
    ]);
    const current = deployment?.workerDeploymentInfo?.routingConfig?.currentDeploymentVersion;
    return { queues, currentBuildId: current?.buildId ?? null };
  });
}

function millisecondsOf(
  duration: { readonly seconds?: unknown; readonly nanos?: number | null } | null | undefined,
): number {
  return Number(duration?.seconds ?? 0) * 1_000 + Math.floor((duration?.nanos ?? 0) / 1_000_000);
}
