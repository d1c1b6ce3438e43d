import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { test as base, inject } from 'vitest';
import { registerSearchAttributes } from '../workers/stack/search-attributes.ts';
import { quietTemporal } from './quiet-temporal.ts';
import './workflow-setup.ts';

/**
 * `test` for `workflows/*.workflow.test.ts`, each made on first use, once per file:
 * - `environment`: a Temporal server on which a wait of a day takes no time (for the whole server, hence one per file);
 * - `work`: runs a worker of all workflows and of the given activities for each task queue, until the file ends. No test
 *   starts and stops one of its own: the last poll of a stopped worker may stay open at the server, take a task of the next
 *   worker and lose it, and as time does not skip beside a task that is out, the test waits for its time limit.
 *
 * @example
 * const staged = test.extend('play', { scope: 'file' }, async ({ environment, work }) => {
 *   await work({ [taskQueues.recovery]: {}, [taskQueues.reports]: activities });
 *   return (args) => environment.client.workflow.execute(…);
 * });
 */
export const test = base
  .extend('workflowBundle', { scope: 'file' }, (): { codePath: string } => {
    quietTemporal();
    return { codePath: inject('workflowBundlePath') };
  })
  .extend('environment', { scope: 'file' }, async ({}, { onCleanup }): Promise<TestWorkflowEnvironment> => {
    quietTemporal();
    const environment = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: inject('temporalTestServerPath') } },
    });
    onCleanup(() => environment.teardown());
    await registerSearchAttributes(environment.connection, environment.namespace ?? 'default');
    return environment;
  })
  .extend('work', { scope: 'file' }, ({ environment, workflowBundle }, { onCleanup }) => {
    const running: { worker: Worker; ended: Promise<void> }[] = [];
    onCleanup(async () => {
      for (const { worker } of running) worker.shutdown();
      await Promise.all(running.map(({ ended }) => ended));
    });
    return async (activities: Readonly<Record<string, object>>): Promise<void> => {
      for (const [taskQueue, handlers] of Object.entries(activities)) {
        const worker = await Worker.create({
          connection: environment.nativeConnection,
          taskQueue,
          workflowBundle,
          activities: handlers,
        });
        running.push({ worker, ended: worker.run() });
      }
    };
  });
