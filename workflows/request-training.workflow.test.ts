import { ApplicationFailure } from '@temporalio/common';
import { expect } from 'vitest';
import { test } from '../test/time-skipping.ts';
import { requestTrainingWorkflow, taskQueues, trainingScheduleId } from './contract.ts';

test('a look for models that are due goes on when the database is away for a moment, and says what it asked for', async ({
  environment,
  work,
}) => {
  let tried = 0;
  await work({
    [taskQueues.recovery]: {},
    [taskQueues.training]: {
      async requestDueTraining({ atMs }: { readonly atMs: number }) {
        tried += 1;
        if (tried === 1) throw ApplicationFailure.create({ type: 'retry_later', message: 'away' });
        return { asked: Number.isFinite(atMs) ? 2 : 0, tooFew: 1 };
      },
    },
  });
  const end = await environment.client.workflow.execute(requestTrainingWorkflow, {
    ...{ workflowId: trainingScheduleId, taskQueue: taskQueues.recovery, args: [] },
  });
  expect([end, tried]).toEqual([{ asked: 2, tooFew: 1 }, 2]);
});
