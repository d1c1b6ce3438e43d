import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker, type WorkflowBundle } from '@temporalio/worker';
import { test as base, expect, inject, onTestFinished, vi } from 'vitest';
import '../test/global-setup.ts';
import { createLogger } from '../runtime/logging.ts';
import { quietTemporal } from '../test/quiet-temporal.ts';
import { anyFreePort } from './stack/choose-port.ts';
import { serverPaths } from './stack/server-paths.ts';
import { startTemporal } from './stack/temporal.ts';
import { type BecomeCurrent, becomeCurrent, versionedBy } from './worker-version.ts';

/** Ends after three steps, each of which a signal asks for. */
const threeSteps = `
const { condition, defineSignal, setHandler } = require('@temporalio/workflow');
exports.threeSteps = async function () {
  let asked = 0;
  setHandler(defineSignal('step'), () => { asked += 1; });
  for (let done = 0; done < 3; done += 1) await condition(() => asked > done);
};
`;
const namespace = 'default';
/** `ROUTING_CONFIG_UPDATE_STATE_COMPLETED`. */
const routingTold = 2;
const patience = { timeout: 60_000 };
const log = createLogger({ level: 'silent', role: 'test' });

interface Server {
  readonly client: Client;
  readonly connection: NativeConnection;
  readonly workflowBundle: WorkflowBundle;
}

const test = base.extend('server', { scope: 'file' }, async ({}, { onCleanup }): Promise<Server> => {
  quietTemporal();
  const folder = mkdtempSync(join(tmpdir(), 'cart-versions-'));
  const server = await startTemporal({
    binary: inject('servers').temporalCliPath,
    paths: serverPaths(folder, 'temporal'),
    port: await anyFreePort(),
    uiPort: undefined,
    durable: false,
  });
  const workflowsPath = join(folder, 'three-steps.cjs');
  writeFileSync(workflowsPath, threeSteps);
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath,
    logger: new DefaultLogger('ERROR'),
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, modules: [fileURLToPath(new URL('../node_modules', import.meta.url))] },
    }),
  });
  const clientConnection = await Connection.connect({ address: server.address });
  const connection = await NativeConnection.connect({ address: server.address });
  onCleanup(async () => {
    await clientConnection.close();
    await connection.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { client: new Client({ connection: clientConnection }), connection, workflowBundle };
});

/** A deployment that no other test knows, on a queue of its own. */
function deployment({ client, connection, workflowBundle }: Server) {
  const name = randomUUID();
  const { workflowService } = client;
  return {
    /** Starts a worker of a build, or one without a version, until the test ends. */
    async work(buildId: string | null) {
      const worker = await Worker.create({
        connection,
        taskQueue: name,
        workflowBundle,
        identity: buildId ?? 'unversioned',
        ...(buildId !== null && { workerDeploymentOptions: versionedBy({ deploymentName: name, buildId }) }),
      });
      const running = worker.run();
      const stop = async (): Promise<void> => {
        if (worker.getState() === 'RUNNING') worker.shutdown();
        await running;
      };
      onTestFinished(stop);
      return { stop };
    },

    async becomeCurrent(buildId: string, options: Partial<BecomeCurrent> = {}) {
      const version = { deploymentName: name, buildId };
      const { signal } = new AbortController();
      await becomeCurrent({ client, namespace }, { version, whenSuperseded: 'wait', log, signal, ...options });
    },

    /** Once all parts of the queue know it, which is some moments after it was decided. */
    async current(): Promise<string | null | undefined> {
      return vi.waitFor(async () => {
        const { workerDeploymentInfo } = await workflowService.describeWorkerDeployment({
          namespace,
          deploymentName: name,
        });
        expect(workerDeploymentInfo?.routingConfigUpdateState).toBe(routingTold);
        return workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId;
      }, patience);
    },

    async begin() {
      const handle = await client.workflow.start('threeSteps', { taskQueue: name, workflowId: randomUUID() });
      /** Who has run the tasks of the workflow so far, in order. */
      const workers = async () => {
        const { events } = await handle.fetchHistory();
        return (events ?? []).flatMap((event) => event.workflowTaskCompletedEventAttributes?.identity ?? []);
      };
      const until = (tasks: number) => vi.waitFor(async () => expect(await workers()).toHaveLength(tasks), patience);
      await until(1);
      return {
        workers,
        async step(nth: number) {
          await handle.signal('step');
          await until(nth + 1);
        },
      };
    },
  };
}

test('a workflow goes on with the version that became current, and the older worker gets no more of its tasks', async ({
  server,
}) => {
  const ours = deployment(server);
  await ours.work('older');
  await ours.becomeCurrent('older');
  const workflow = await ours.begin();
  await ours.work('newer');
  await workflow.step(1);
  await ours.becomeCurrent('newer');
  expect(await ours.current()).toBe('newer');
  await workflow.step(2);
  await workflow.step(3);
  expect(await workflow.workers()).toEqual(['older', 'older', 'newer', 'newer']);
});

test('a workflow from before there were versions goes on with the first one', async ({ server }) => {
  const ours = deployment(server);
  const before = await ours.work(null);
  const workflow = await ours.begin();
  await before.stop();
  await ours.work('first');
  await ours.becomeCurrent('first');
  await workflow.step(1);
  expect(await workflow.workers()).toEqual(['unversioned', 'first']);
});

test('an older version that starts again stands by, unless it is to take over', async ({ server }) => {
  const ours = deployment(server);
  await ours.work('older');
  await ours.becomeCurrent('older');
  await ours.work('newer');
  await ours.becomeCurrent('newer');
  const warn = vi.fn();
  await ours.becomeCurrent('older', { log: { ...log, warn } });
  expect(await ours.current()).toBe('newer');
  expect(warn).toHaveBeenCalledOnce();
  await ours.becomeCurrent('older', { whenSuperseded: 'take over' });
  expect(await ours.current()).toBe('older');
});

test('a version that cannot become current is a warning with the command, and no end of the process', async ({
  server,
}) => {
  const warn = vi.fn();
  const version = { deploymentName: 'ours', buildId: 'nobody-works-for-it' };
  await deployment(server).becomeCurrent('', { version, attemptsMax: 2, log: { ...log, warn } });
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({
      command: `temporal worker deployment set-current-version --namespace ${namespace} --deployment-name ours --build-id nobody-works-for-it`,
    }),
    expect.any(String),
  );
});

test('a process that ends does not go on trying, and complains of nothing', async ({ server }) => {
  const warn = vi.fn();
  const ending = new AbortController();
  const trying = deployment(server).becomeCurrent('nobody-works-for-it', {
    signal: ending.signal,
    attemptsMax: 1,
    log: { ...log, warn },
  });
  ending.abort();
  await trying;
  expect(warn).not.toHaveBeenCalled();
});
