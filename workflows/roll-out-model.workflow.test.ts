import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { expect } from 'vitest';
import type { RolloutActivities } from '../activities/rollouts.ts';
import { hourMs } from '../domain/duration.ts';
import type { GateVerdict } from '../domain/rollout/gates.ts';
import { looksPerRunMax, usualPlan } from '../domain/rollout/plan.ts';
import { test as base } from '../test/time-skipping.ts';
import { resumeRollout, rollOutModelWorkflow, rolloutWorkflowId, taskQueues, undoRollout } from './contract.ts';

/** What the nth look at a stage sees, from 1. */
type Seen = (
  stage: number,
  look: number,
) => { readonly verdict: GateVerdict; readonly isHeld?: boolean } | 'superseded';

interface World {
  readonly seen: Seen;
  readonly told: string[];
  /** Null: none was entered yet. */
  stage: number | null;
  looks: number;
  since: number;
  failures: number;
}

interface Played {
  readonly end: string;
  readonly told: readonly string[];
  readonly looks: number;
}

const away = ApplicationFailure.create({ type: 'connection', message: 'away' });

/** `play` runs one rollout in a world of which each look sees what its argument says. */
const test = base.extend('play', async ({ environment, work }) => {
  const worlds = new Map<string, World>();
  const worldOf = ({ rolloutId }: { readonly rolloutId: string }): World => {
    const world = worlds.get(rolloutId);
    if (!world) throw new Error(`rollout ${rolloutId} is not being played`);
    return world;
  };
  const activities: RolloutActivities = {
    openRollout: async (key) => ({ kind: 'open', plan: usualPlan, stage: worldOf(key).stage ?? 0 }),
    enterStage: async ({ stage, ...key }) => {
      const world = worldOf(key);
      // As the row does: entered once more it stays as it was.
      if (world.stage === stage) return { kind: 'entered' };
      world.told.push(`stage ${stage}`);
      Object.assign(world, { stage, looks: 0, since: await environment.currentTimeMs() });
      return { kind: 'entered' };
    },
    lookAtRollout: async (key) => {
      const world = worldOf(key);
      if (world.failures > 0) {
        world.failures -= 1;
        throw away;
      }
      world.looks += 1;
      const seen = world.seen(world.stage ?? 0, world.looks);
      if (seen === 'superseded') return { kind: 'superseded' };
      const stageMs = (await environment.currentTimeMs()) - world.since;
      const gates = [{ gate: 'errors' as const, verdict: seen.verdict }];
      return { kind: 'seen', verdict: seen.verdict, gates, isHeld: seen.isHeld ?? false, stageMs, againInMs: hourMs };
    },
    endRollout: async ({ because, gates, ...key }) => {
      worldOf(key).told.push(['end', because ?? 'passed', ...gates].join(' '));
      return because === null ? 'promoted' : 'rolled_back';
    },
  };
  await work({ [taskQueues.recovery]: {}, [taskQueues.rollouts]: activities });
  return async (
    seen: Seen,
    { failures = 0, meanwhile }: { failures?: number; meanwhile?: (rolloutId: string) => Promise<void> } = {},
  ): Promise<Played> => {
    const rolloutId = randomUUID();
    const world: World = { seen, told: [], stage: null, looks: 0, since: 0, failures };
    worlds.set(rolloutId, world);
    const handle = await environment.client.workflow.start(rollOutModelWorkflow, {
      workflowId: rolloutWorkflowId(rolloutId),
      taskQueue: taskQueues.recovery,
      args: [{ storeId: null, rolloutId }],
    });
    await meanwhile?.(rolloutId);
    const end = await handle.result();
    return { end, told: world.told, looks: world.looks };
  };
});

test('a version that passes every gate goes through all stages, each for its time, and answers for all', async ({
  play,
}) => {
  const { end, told } = await play(() => ({ verdict: 'pass' }));
  expect([end, told]).toEqual(['promoted', ['stage 0', 'stage 1', 'stage 2', 'stage 3', 'end passed']]);
});

test('a gate that says worse ends it at once, with its name', async ({ play }) => {
  const { end, told, looks } = await play((stage) => ({ verdict: stage === 1 ? 'roll_back' : 'pass' }));
  expect([end, told, looks]).toEqual(['rolled_back', ['stage 0', 'stage 1', 'end gate errors'], 1]);
});

test('no data keeps it where it is, for as long as there is none (operations M7)', async ({ play }) => {
  const { told } = await play((stage, look) => ({ verdict: stage === 0 && look < 200 ? 'hold' : 'pass' }));
  expect(told).toEqual(['stage 0', 'stage 1', 'stage 2', 'stage 3', 'end passed']);
});

test('one that is held does not go on, and is rolled back all the same', async ({ play }) => {
  const held = await play((_, look) => ({ verdict: look < 100 ? 'pass' : 'roll_back', isHeld: true }));
  expect([held.end, held.told, held.looks]).toEqual(['rolled_back', ['stage 0', 'end gate errors'], 100]);
});

test('whatever is served in its place ends it', async ({ play }) => {
  const { end, told } = await play(() => 'superseded');
  expect([end, told]).toEqual(['rolled_back', ['stage 0', 'end superseded']]);
});

test('figures that are away for a while change nothing', async ({ play }) => {
  const { end } = await play(() => ({ verdict: 'pass' }), { failures: 5 });
  expect(end).toBe('promoted');
});

test('a word from somebody is looked at without waiting for the next hour', async ({ play, environment }) => {
  let word = false;
  const { told, looks } = await play(() => (word ? 'superseded' : { verdict: 'hold' }), {
    meanwhile: async (rolloutId) => {
      const handle = environment.client.workflow.getHandle(rolloutWorkflowId(rolloutId));
      await handle.signal(resumeRollout);
      word = true;
      await handle.signal(undoRollout);
    },
  });
  expect(told.at(-1)).toBe('end superseded');
  expect(looks).toBeLessThan(4);
});

test('one that waits for long goes on in a new run, where it stood', async ({ play, environment }) => {
  const looksOfStage = looksPerRunMax + 20;
  let workflowId = '';
  const { end, told } = await play((_, look) => ({ verdict: look < looksOfStage ? 'hold' : 'roll_back' }), {
    meanwhile: async (rolloutId) => {
      workflowId = rolloutWorkflowId(rolloutId);
    },
  });
  expect([end, told]).toEqual(['rolled_back', ['stage 0', 'end gate errors']]);
  const { workflow } = environment.client;
  const last = await workflow.getHandle(workflowId).describe();
  expect(last.historyLength).toBeLessThan(20 * 20);
  const [began] = (await workflow.getHandle(workflowId, last.runId).fetchHistory()).events ?? [];
  const before = began?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? '';
  expect((await workflow.getHandle(workflowId, before).describe()).status.name).toBe('CONTINUED_AS_NEW');
});
