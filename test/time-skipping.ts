import { TestWorkflowEnvironment } from '@temporalio/testing';
import { test as base, inject } from 'vitest';
import { registerSearchAttributes } from '../workers/stack/search-attributes.ts';
import { quietTemporal } from './quiet-temporal.ts';
import './workflow-setup.ts';

/**
 * `test` for `workflows/*.workflow.test.ts`, each made on first use, once per file:
 * - `environment`: a Temporal server on which a wait of a day takes no time (for the whole server, hence one per file);
 * - `workflowBundle`: the code of all workflows, for `Worker.create`.
 *
 * @example
 * test('a purchase ends the recovery', async ({ environment, workflowBundle }) => {
 *   const worker = await Worker.create({ connection: environment.nativeConnection, taskQueue, workflowBundle, activities });
 *   await worker.runUntil(environment.client.workflow.execute(…));
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
  });
