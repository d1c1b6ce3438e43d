import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, expect, inject, test } from 'vitest';
import { quietTemporal } from '../test/quiet-temporal.ts';
import { readHistory } from '../test/recorded-history.ts';
import '../test/workflow-setup.ts';

const folder = join(import.meta.dirname, '..', 'test', 'histories');
const workflowBundle = { codePath: inject('workflowBundlePath') };
const recorded = readdirSync(folder).filter((name) => name.endsWith('.json'));

beforeAll(quietTemporal);

test('there are recorded histories to replay', () => {
  expect(recorded.length).toBeGreaterThan(0);
});

test.for(recorded)('what began as %s goes on with the code of today', async (name) => {
  await Worker.runReplayHistory({ workflowBundle }, readHistory(readFileSync(join(folder, name), 'utf8')));
});

test('a history that the code cannot have made is found', async () => {
  const [name] = recorded;
  const text = readFileSync(join(folder, name ?? ''), 'utf8');
  // As if the code had waited for something else than the timer that it waits for.
  const broken = readHistory(
    text.replaceAll('EVENT_TYPE_TIMER_STARTED', 'EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED'),
  );
  await expect(Worker.runReplayHistory({ workflowBundle }, broken)).rejects.toThrow(DeterminismViolationError);
});
