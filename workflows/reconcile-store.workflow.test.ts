import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { expect } from 'vitest';
import type { ReconciliationActivities } from '../activities/reconciliation.ts';
import type { ReconciliationRun } from '../services/ingest/reconciliation/reconciliation-run.ts';
import { test } from '../test/time-skipping.ts';
import { reconcileStoreWorkflow, reconciliationScheduleId, taskQueues } from './contract.ts';

const done = { kind: 'done', seen: 3, missed: 1, duplicates: 2, refused: 0 } as const;
const away = ApplicationFailure.create({ type: 'retry_later', message: 'platform_away' });

/** Runs one look against a platform that answers as `answer` says at each attempt. */
async function play(
  { environment, workflowBundle }: { environment: TestWorkflowEnvironment; workflowBundle: { codePath: string } },
  answer: (attempt: number) => Awaited<ReturnType<ReconciliationActivities['reconcile']>>,
) {
  const [storeId, integrationId] = [randomUUID(), randomUUID()];
  const looks: ReconciliationRun[] = [];
  const givenUp: ReconciliationRun[] = [];
  const activities: ReconciliationActivities = {
    reconcile: async (look) => {
      looks.push(look);
      return answer(looks.length);
    },
    giveUpLook: async (look) => void givenUp.push(look),
  };
  const taskQueue = `recovery-${randomUUID()}`;
  const { nativeConnection: connection, client } = environment;
  const workflows = await Worker.create({ connection, taskQueue, workflowBundle });
  const work = await Worker.create({ connection, taskQueue: taskQueues.reconciliation, activities });
  const handle = await client.workflow.start(reconcileStoreWorkflow, {
    workflowId: reconciliationScheduleId(storeId, integrationId),
    taskQueue,
    args: [{ storeId, integrationId }],
  });
  const end = await workflows.runUntil(work.runUntil(handle.result()));
  return { end, looks, givenUp };
}

test('a look asks the platform once', async ({ environment, workflowBundle }) => {
  const { end, looks, givenUp } = await play({ environment, workflowBundle }, () => done);
  expect([end, looks.length, givenUp]).toEqual(['done', 1, []]);
});

test('a platform that is away for a while is asked again, as the same look', async ({
  environment,
  workflowBundle,
}) => {
  const { end, looks } = await play({ environment, workflowBundle }, (attempt) => {
    if (attempt < 4) throw away;
    return done;
  });
  expect(end).toBe('done');
  expect(new Set(looks.map(({ lookId }) => lookId)).size).toBe(1);
});

test('a platform that stays away is given up, visibly, and the next look has to do', async ({
  environment,
  workflowBundle,
}) => {
  const { end, looks, givenUp } = await play({ environment, workflowBundle }, () => {
    throw away;
  });
  expect(end).toBe('given_up');
  expect(givenUp).toEqual([looks[0]]);
});
