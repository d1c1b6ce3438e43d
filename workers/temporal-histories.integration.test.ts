import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { test as base, expect, inject, vi } from 'vitest';
import '../test/global-setup.ts';
import { anyFreePort } from './stack/choose-port.ts';
import { serverPaths } from './stack/server-paths.ts';
import { startTemporal } from './stack/temporal.ts';
import { createTemporalHistories } from './temporal-histories.ts';

const namespace = 'default';
const patience = { timeout: 30_000, interval: 50 };

const test = base.extend('client', { scope: 'file' }, async ({}, { onCleanup }): Promise<Client> => {
  const folder = mkdtempSync(join(tmpdir(), 'cart-histories-'));
  const server = await startTemporal({
    binary: inject('servers').temporalCliPath,
    paths: serverPaths(folder, 'temporal'),
    port: await anyFreePort(),
    uiPort: undefined,
    durable: false,
    // A history goes once the server has noted that its run is closed, which it does every 30 seconds.
    dynamicConfig: { 'history.transferProcessorUpdateAckInterval': '"200ms"' },
  });
  const connection = await Connection.connect({ address: server.address });
  onCleanup(async () => {
    await connection.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return new Client({ connection });
});

test('a history is deleted with its entry in the list, also of a run that has just begun (operations T15)', async ({
  client,
}) => {
  const histories = createTemporalHistories(client, namespace);
  const workflowId = `recovery/${randomUUID()}`;
  expect(await histories.look(workflowId)).toBe('gone');
  const run = await client.workflow.start('nobodyRunsIt', { workflowId, taskQueue: workflowId });
  expect(await histories.look(workflowId)).toBe('running');
  await run.terminate();
  expect(await histories.look(workflowId)).toBe('closed');
  await vi.waitFor(async () => {
    if ((await histories.look(workflowId)) === 'closed') await histories.delete(workflowId);
    expect(await histories.look(workflowId)).toBe('gone');
  }, patience);
  await expect(run.fetchHistory()).rejects.toThrow();
  await vi.waitFor(async () => {
    expect(await client.workflow.count(`WorkflowId = '${workflowId}'`)).toMatchObject({ count: 0 });
  }, patience);
});
