import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { test as base, inject } from 'vitest';
import { registerSearchAttributes } from '../workers/stack/search-attributes.ts';
import { taskQueues } from '../workflows/contract.ts';
import { quietTemporal } from './quiet-temporal.ts';
import './workflow-setup.ts';

/**
 * `test` for `workflows/*.workflow.test.ts`:
 * - `environment`: a Temporal server of the test's own, on which a wait of a day takes no time. One that several tests shared
 *   would not stay so: a workflow that ends while an activity is out, or an activity that runs out of time, leaves its clock
 *   at the pace of the wall (temporalio/sdk-java issues 1138 and 2246).
 * - `work`: runs a worker for each task queue with the given activities, until the test ends; workflows run on `recovery`.
 *
 * @example
 * const staged = test.extend('play', async ({ environment, work }) => {
 *   await work({ [taskQueues.recovery]: {}, [taskQueues.reports]: activities });
 *   return (args) => environment.client.workflow.execute(…);
 * });
 */
export const test = base
  .extend('environment', async ({}, { onCleanup }): Promise<TestWorkflowEnvironment> => {
    const environment = await skipTime();
    onCleanup(() => environment.teardown());
    return environment;
  })
  .extend('work', ({ environment }, { onCleanup }) => {
    const { work, stop } = workersOf(environment);
    onCleanup(stop);
    return work;
  });

/** The same server for a test that has other fixtures too; whoever asks for it tears it down. */
export async function skipTime(): Promise<TestWorkflowEnvironment> {
  quietTemporal();
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: inject('temporalTestServerPath') } },
  });
  await registerSearchAttributes(environment.connection, environment.namespace ?? 'default');
  return environment;
}

/** Workers on it, each until `stop`. */
export function workersOf(environment: TestWorkflowEnvironment) {
  const running: { worker: Worker; ended: Promise<void> }[] = [];
  return {
    async work(activities: Readonly<Record<string, object>>): Promise<void> {
      for (const [taskQueue, handlers] of Object.entries(activities)) {
        const worker = await Worker.create({
          ...{ connection: environment.nativeConnection, taskQueue, activities: handlers },
          ...(taskQueue === taskQueues.recovery && { workflowBundle: { codePath: inject('workflowBundlePath') } }),
        });
        running.push({ worker, ended: worker.run() });
      }
    },
    async stop(): Promise<void> {
      for (const { worker } of running) worker.shutdown();
      await Promise.all(running.map(({ ended }) => ended));
    },
  };
}
