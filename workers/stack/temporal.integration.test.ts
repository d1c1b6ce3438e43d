import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import '../../test/global-setup.ts';
import { anyFreePort } from './choose-port.ts';
import { serverPaths } from './server-paths.ts';
import { startTemporal } from './temporal.ts';

const taskQueue = 'nobody-works-here-yet';
/** `TASK_QUEUE_TYPE_WORKFLOW`. */
const workflowTasks = 1;
const rush = 200;
const firstOnes = 40;

async function start(): Promise<Client> {
  const folder = mkdtempSync(join(tmpdir(), 'cart-temporal-'));
  const server = await startTemporal({
    binary: inject('servers').temporalCliPath,
    paths: serverPaths(folder, 'temporal'),
    port: await anyFreePort(),
    uiPort: undefined,
    durable: false,
  });
  const connection = await Connection.connect({ address: server.address });
  onTestFinished(async () => {
    await connection.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return new Client({ connection });
}

/** How many tasks lie in the queue: the server puts them there some time after it has answered the start. */
async function waiting(client: Client): Promise<number> {
  const { stats } = await client.connection.workflowService.describeTaskQueue({
    namespace: 'default',
    taskQueue: { name: taskQueue },
    taskQueueType: workflowTasks,
    reportStats: true,
  });
  return Number(stats?.approximateBacklogCount ?? 0);
}

test('the embedded Temporal hands out work in turn by fairness key: the last of two hundred and one is among the first (field 6)', async () => {
  const client = await start();
  const begin = (fairnessKey: string, n: number) =>
    client.workflow.start('any', {
      workflowId: `${fairnessKey}/${n}`,
      taskQueue,
      priority: { fairnessKey },
      // Nobody answers, and none is to be handed out twice meanwhile.
      workflowTaskTimeout: '2 minutes',
    });
  const numbers = [...Array(rush).keys()];
  for (let first = 0; first < rush; first += 20)
    await Promise.all(numbers.slice(first, first + 20).map((n) => begin('rushing', n)));
  await begin('other', 0);
  await vi.waitFor(async () => expect(await waiting(client)).toBe(rush + 1), { timeout: 60_000 });
  const handedOut: string[] = [];
  while (handedOut.length < firstOnes) {
    const task = await client.withDeadline(Date.now() + 60_000, () =>
      client.connection.workflowService.pollWorkflowTaskQueue({
        namespace: 'default',
        taskQueue: { name: taskQueue },
        identity: 'test',
      }),
    );
    if (task.workflowExecution?.workflowId) handedOut.push(task.workflowExecution.workflowId);
  }
  // The queue has four parts, and a poll asks any of them: first come, first served would hand out all of its part before.
  expect(handedOut).toContain('other/0');
}, 120_000);
