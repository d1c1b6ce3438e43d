import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { expect } from 'vitest';
import type { ReportActivities } from '../activities/reports.ts';
import { test as base } from '../test/time-skipping.ts';
import { reportScheduleId, sendReportWorkflow, taskQueues } from './contract.ts';

const away = ApplicationFailure.create({ type: 'retry_later', message: 'away' });
const allGoesWell: ReportActivities = {
  openReport: async () => ({ kind: 'open', runId: 'r-1' }),
  countReport: async () => ['d-1', 'd-2'],
  deliverReport: async () => 'accepted',
  giveUpReport: async () => 'rejected',
  endReport: async () => {},
};

interface Played {
  readonly end: string;
  /** What was recorded or sent, in the order of the alphabet. */
  readonly told: readonly string[];
}

/** `play` runs one report in a world in which everything goes well but for what its argument says. */
const test = base.extend(
  'play',
  async ({ environment, work }): Promise<(world?: Partial<ReportActivities>) => Promise<Played>> => {
    const worlds = new Map<string, { readonly activities: ReportActivities; readonly told: string[] }>();
    const noting =
      <Name extends keyof ReportActivities>(name: Name, said: string) =>
      async (input: Parameters<ReportActivities[Name]>[0]) => {
        const world = worlds.get(input.storeId);
        if (!world) throw new Error(`no report of store ${input.storeId} is being played`);
        const perform = world.activities[name] as (asked: typeof input) => ReturnType<ReportActivities[Name]>;
        const result = await perform(input);
        const { deliveryId, reason } = input as { deliveryId?: string; reason?: string | null };
        world.told.push([said, deliveryId, reason].filter(Boolean).join(' '));
        return result;
      };
    await work({
      [taskQueues.recovery]: {},
      [taskQueues.reports]: {
        openReport: noting('openReport', 'open'),
        countReport: noting('countReport', 'count'),
        deliverReport: noting('deliverReport', 'deliver'),
        giveUpReport: noting('giveUpReport', 'give up'),
        endReport: noting('endReport', 'end'),
      },
    });
    return async (world = {}) => {
      const [storeId, reportId] = [randomUUID(), randomUUID()];
      const told: string[] = [];
      worlds.set(storeId, { activities: { ...allGoesWell, ...world }, told });
      const end = await environment.client.workflow.execute(sendReportWorkflow, {
        workflowId: reportScheduleId(storeId, reportId),
        taskQueue: taskQueues.recovery,
        args: [{ storeId, reportId, runId: null }],
      });
      return { end, told: told.toSorted() };
    };
  },
);

test('a report is permitted, counted, sent to each recipient and ended', async ({ play }) => {
  const { end, told } = await play();
  expect([end, told]).toEqual(['done', ['count', 'deliver d-1', 'deliver d-2', 'end', 'open']]);
});

test('a period that was reported, or a report that is off, is left alone', async ({ play }) => {
  for (const kind of ['ended', 'off'] as const) {
    const { end, told } = await play({ openReport: async () => ({ kind }) });
    expect([end, told]).toEqual([kind, ['open']]);
  }
});

test('a recipient who cannot be reached for half a day is given up, and the others get theirs', async ({ play }) => {
  const { end, told } = await play({
    deliverReport: async ({ deliveryId }) => {
      if (deliveryId === 'd-1') throw away;
      return 'accepted';
    },
  });
  expect([end, told]).toEqual(['done', ['count', 'deliver d-2', 'end', 'give up d-1', 'open']]);
});

test('numbers that stay away end the report, visibly, and are not sent half a day late', async ({ play }) => {
  const { end, told } = await play({
    countReport: async () => {
      throw away;
    },
  });
  expect([end, told]).toEqual(['numbers_unavailable', ['end numbers_unavailable', 'open']]);
});

test('numbers that are away for a while are waited for', async ({ play }) => {
  let asked = 0;
  const { end } = await play({
    countReport: async () => {
      asked += 1;
      if (asked < 20) throw away;
      return [];
    },
  });
  expect([end, asked]).toEqual(['done', 20]);
});
