import { randomUUID } from 'node:crypto';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { expect } from 'vitest';
import type { TrainingActivities } from '../activities/training.ts';
import { test as base } from '../test/time-skipping.ts';
import { taskQueues, trainingWorkflowId, trainModelWorkflow } from './contract.ts';

const away = ApplicationFailure.create({ type: 'retry_later', message: 'away' });

/** `play` runs one training in a world in which everything goes well but for what its argument says. */
const test = base.extend('play', async ({ environment, work }) => {
  return async (world: Partial<TrainingActivities> = {}, cancelled = false) => {
    const told: string[] = [];
    const activities: TrainingActivities = {
      collectTraining: async () => 'goes_on',
      requestDueTraining: async () => ({ asked: 0, tooFew: 0 }),
      fitModel: async () => {},
      ...world,
      closeTraining: async ({ cause }) => {
        told.push(`close ${cause}`);
        return cause;
      },
    };
    const noting = <Input, Result>(name: string, perform: (input: Input) => Promise<Result>) => {
      return async (input: Input) => {
        told.push(name);
        return perform(input);
      };
    };
    await work({
      [taskQueues.recovery]: {},
      [taskQueues.training]: {
        collectTraining: noting('collect', activities.collectTraining),
        fitModel: noting('fit', activities.fitModel),
        closeTraining: activities.closeTraining,
      },
    });
    const runId = randomUUID();
    const handle = await environment.client.workflow.start(trainModelWorkflow, {
      ...{ workflowId: trainingWorkflowId(runId), taskQueue: taskQueues.recovery, args: [{ runId }] },
    });
    if (cancelled) {
      await expect.poll(() => told).toContain('collect');
      await handle.cancel();
    }
    return { end: await handle.result(), told };
  };
});

test('a run collects, trains and is closed', async ({ play }) => {
  expect(await play()).toEqual({ end: 'done', told: ['collect', 'fit', 'close done'] });
});

test('one with too few carts is closed without training', async ({ play }) => {
  const { told } = await play({ collectTraining: async () => 'over' });
  expect(told).toEqual(['collect', 'close done']);
});

test('a database that is away for a moment is waited for', async ({ play }) => {
  let asked = 0;
  const { end, told } = await play({
    collectTraining: async () => {
      asked += 1;
      if (asked < 3) throw away;
      return 'goes_on';
    },
  });
  expect([end, told.at(-1)]).toEqual(['done', 'close done']);
});

test('a machine that dies again and again leaves no run open', async ({ play }) => {
  const { end, told } = await play({ fitModel: () => Promise.reject(away) });
  expect(end).toBe('gave_up');
  expect(told.filter((name) => name === 'fit')).toHaveLength(3);
});

test('somebody who ends a run ends it, and it is written down', async ({ play }) => {
  const waits = () => new Promise<never>((_, reject) => setTimeout(() => reject(new CancelledFailure('ended')), 300));
  const { end, told } = await play({ collectTraining: waits }, true);
  expect([end, told.at(-1)]).toEqual(['cancelled', 'close cancelled']);
});
