import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { expect } from 'vitest';
import type { ReconciliationActivities } from '../activities/reconciliation.ts';
import type { ReconciliationRun } from '../services/ingest/reconciliation/reconciliation-run.ts';
import { test as base } from '../test/time-skipping.ts';
import { reconcileStoreWorkflow, reconciliationScheduleId, taskQueues } from './contract.ts';

const done = { kind: 'done', seen: 3, missed: 1, duplicates: 2, refused: 0 } as const;
const away = ApplicationFailure.create({ type: 'retry_later', message: 'platform_away' });

/** What a platform says at its nth attempt, from 1. */
type Answer = (attempt: number) => Awaited<ReturnType<ReconciliationActivities['reconcile']>>;

interface Played {
  readonly end: string;
  readonly looks: readonly ReconciliationRun[];
  readonly givenUp: readonly ReconciliationRun[];
}

/** `play` runs one look at a platform that answers as its argument says. */
const test = base.extend('play', async ({ environment, work }): Promise<(answer: Answer) => Promise<Played>> => {
  const platforms = new Map<
    string,
    { readonly answer: Answer; readonly looks: ReconciliationRun[]; readonly givenUp: ReconciliationRun[] }
  >();
  const platformOf = ({ storeId }: ReconciliationRun) => {
    const platform = platforms.get(storeId);
    if (!platform) throw new Error(`no look of store ${storeId} is being played`);
    return platform;
  };
  const activities: ReconciliationActivities = {
    reconcile: async (look) => {
      const { answer, looks } = platformOf(look);
      return answer(looks.push(look));
    },
    giveUpLook: async (look) => void platformOf(look).givenUp.push(look),
  };
  await work({ [taskQueues.recovery]: {}, [taskQueues.reconciliation]: activities });
  return async (answer) => {
    const [storeId, integrationId] = [randomUUID(), randomUUID()];
    const platform = { answer, looks: [], givenUp: [] };
    platforms.set(storeId, platform);
    const end = await environment.client.workflow.execute(reconcileStoreWorkflow, {
      workflowId: reconciliationScheduleId(storeId, integrationId),
      taskQueue: taskQueues.recovery,
      args: [{ storeId, integrationId }],
    });
    return { end, ...platform };
  };
});

test('a look asks the platform once', async ({ play }) => {
  const { end, looks, givenUp } = await play(() => done);
  expect([end, looks.length, givenUp]).toEqual(['done', 1, []]);
});

test('a platform that is away for a while is asked again, as the same look', async ({ play }) => {
  const { end, looks } = await play((attempt) => {
    if (attempt < 4) throw away;
    return done;
  });
  expect(end).toBe('done');
  expect(new Set(looks.map(({ lookId }) => lookId)).size).toBe(1);
});

test('a platform that stays away is given up, visibly, and the next look has to do', async ({ play }) => {
  const { end, looks, givenUp } = await play(() => {
    throw away;
  });
  expect(end).toBe('given_up');
  expect(givenUp).toEqual([looks[0]]);
});
