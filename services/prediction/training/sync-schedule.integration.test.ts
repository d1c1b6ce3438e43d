import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { expect, inject, vi } from 'vitest';
import { test as base } from '../../../test/fixtures.ts';
import { quietTemporal } from '../../../test/quiet-temporal.ts';
import { anyFreePort } from '../../../workers/stack/choose-port.ts';
import { serverPaths } from '../../../workers/stack/server-paths.ts';
import { startTemporal } from '../../../workers/stack/temporal.ts';
import { requestTrainingWorkflow, trainingScheduleId } from '../../../workflows/contract.ts';
import { syncTrainingSchedule } from './sync-schedule.ts';

const patience = { timeout: 60_000, interval: 100 };

const test = base.extend('client', { scope: 'file' }, async ({}, { onCleanup }): Promise<Client> => {
  quietTemporal();
  const folder = mkdtempSync(join(tmpdir(), 'training-schedule-'));
  const server = await startTemporal({
    binary: inject('servers').temporalCliPath,
    paths: serverPaths(folder, 'temporal'),
    port: await anyFreePort(),
    uiPort: undefined,
    durable: false,
  });
  const connection = await Connection.connect({ address: server.address });
  onCleanup(async () => {
    await connection.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return new Client({ connection });
});

test('models that are due are looked for once a day, however many processes say so, until that is switched off', async ({
  client,
}) => {
  const handle = client.schedule.getHandle(trainingScheduleId);
  const monthly = () => syncTrainingSchedule(client, { isOn: true });
  await Promise.all([monthly(), monthly(), monthly()]);
  const { action, spec } = await handle.describe();
  expect(action).toMatchObject({ workflowType: requestTrainingWorkflow, workflowId: trainingScheduleId });
  expect(spec.calendars).toHaveLength(1);

  // Somebody who paused it by hand meant it.
  await handle.pause('a quiet week');
  await monthly();
  expect((await handle.describe()).state.paused).toBe(true);
  await handle.unpause();
  await handle.trigger();
  await vi.waitFor(async () => expect((await handle.describe()).info.numActionsTaken).toBe(1), patience);

  await handle.delete();
  await monthly();
  expect((await handle.describe()).state.paused).toBe(false);
  await syncTrainingSchedule(client, { isOn: false });
  await syncTrainingSchedule(client, { isOn: false });
  await vi.waitFor(() => expect(handle.describe()).rejects.toThrow(), patience);
});
