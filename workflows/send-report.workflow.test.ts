import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { expect } from 'vitest';
import type { ReportActivities } from '../activities/reports.ts';
import { test } from '../test/time-skipping.ts';
import { reportScheduleId, sendReportWorkflow, taskQueues } from './contract.ts';

const away = ApplicationFailure.create({ type: 'retry_later', message: 'away' });
const deliveries = ['d-1', 'd-2'];

/** Runs one report in a world in which everything goes well but for what `world` says. */
async function play(
  { environment, workflowBundle }: { environment: TestWorkflowEnvironment; workflowBundle: { codePath: string } },
  world: Partial<ReportActivities> = {},
) {
  const told: string[] = [];
  const noting =
    <I extends object, O>(name: string, work: (input: I) => Promise<O>) =>
    async (input: I): Promise<O> => {
      const result = await work(input);
      const { deliveryId, reason } = input as { deliveryId?: string; reason?: string | null };
      told.push([name, deliveryId, reason].filter(Boolean).join(' '));
      return result;
    };
  const activities: ReportActivities = {
    openReport: noting('open', world.openReport ?? (async () => ({ kind: 'open', runId: 'r-1' }))),
    countReport: noting('count', world.countReport ?? (async () => deliveries)),
    deliverReport: noting('deliver', world.deliverReport ?? (async () => 'accepted')),
    giveUpReport: noting('give up', world.giveUpReport ?? (async () => 'rejected')),
    endReport: noting('end', world.endReport ?? (async () => {})),
  };
  const taskQueue = `recovery-${randomUUID()}`;
  const { nativeConnection: connection, client } = environment;
  const workflows = await Worker.create({ connection, taskQueue, workflowBundle });
  const work = await Worker.create({ connection, taskQueue: taskQueues.reports, activities });
  const [storeId, reportId] = [randomUUID(), randomUUID()];
  const handle = await client.workflow.start(sendReportWorkflow, {
    workflowId: reportScheduleId(storeId, reportId),
    taskQueue,
    args: [{ storeId, reportId, runId: null }],
  });
  const end = await workflows.runUntil(work.runUntil(handle.result()));
  return { end, told: told.toSorted() };
}

test('a report is permitted, counted, sent to each recipient and ended', async ({ environment, workflowBundle }) => {
  const { end, told } = await play({ environment, workflowBundle });
  expect([end, told]).toEqual(['done', ['count', 'deliver d-1', 'deliver d-2', 'end', 'open']]);
});

test('a period that was reported, or a report that is off, is left alone', async ({ environment, workflowBundle }) => {
  for (const kind of ['ended', 'off'] as const) {
    const { end, told } = await play({ environment, workflowBundle }, { openReport: async () => ({ kind }) });
    expect([end, told]).toEqual([kind, ['open']]);
  }
});

test('a recipient who cannot be reached for half a day is given up, and the others get theirs', async ({
  environment,
  workflowBundle,
}) => {
  const { end, told } = await play(
    { environment, workflowBundle },
    {
      deliverReport: async ({ deliveryId }) => {
        if (deliveryId === 'd-1') throw away;
        return 'accepted';
      },
    },
  );
  expect([end, told]).toEqual(['done', ['count', 'deliver d-2', 'end', 'give up d-1', 'open']]);
});

test('numbers that stay away end the report, visibly, and are not sent half a day late', async ({
  environment,
  workflowBundle,
}) => {
  const { end, told } = await play(
    { environment, workflowBundle },
    {
      countReport: async () => {
        throw away;
      },
    },
  );
  expect([end, told]).toEqual(['numbers_unavailable', ['end numbers_unavailable', 'open']]);
});

test('numbers that are away for a while are waited for', async ({ environment, workflowBundle }) => {
  let asked = 0;
  const { end } = await play(
    { environment, workflowBundle },
    {
      countReport: async () => {
        asked += 1;
        if (asked < 20) throw away;
        return [];
      },
    },
  );
  expect([end, asked]).toEqual(['done', 20]);
});
