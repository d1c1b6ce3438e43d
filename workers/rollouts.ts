import { createRolloutActivities } from '../activities/rollouts.ts';
import { gates, gateVerdicts } from '../domain/rollout/gates.ts';
import { countRollouts } from '../services/prediction/rollouts/count.ts';
import { rollOutRetrained } from '../services/prediction/rollouts/roll-out-retrained.ts';
import { startRolloutWorkflows } from '../services/prediction/rollouts/start-workflows.ts';
import { taskQueues } from '../workflows/contract.ts';
import type { Deps, Role } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';
import { startTemporalWorker } from './temporal-worker.ts';

/** Looks at once; each is a handful of queries over the carts of a stage. */
const looksMax = 2;
const startsPerRoundMax = 20;
/** Somebody looks at the page meanwhile. */
const startsPauseMs = 1_000;
const countsPauseMs = 30_000;
/** Training was asked for after a whole day. */
const retrainedPauseMs = 10_000;

/** Moves model versions through their stages. Any number of processes may: a rollout has one workflow. */
export async function startRollouts(deps: Deps): Promise<Pick<Role, 'stop'>> {
  const { config, database, log, metrics, temporal } = deps;
  const judged = metrics.counter({
    name: 'rollout_gates_total',
    help: 'What gates of rollouts said at each look, by gate and verdict.',
    labels: ['gate', 'verdict'],
  });
  // Written as 0 at the start: the first roll-back after a restart is one too.
  for (const gate of gates) for (const verdict of gateVerdicts) judged.add({ gate, verdict }, 0);
  const ended = metrics.counter({
    name: 'rollouts_ended_total',
    help: 'Rollouts of model versions that ended, by how.',
    labels: ['state'],
  });
  for (const state of ['promoted', 'rolled_back']) ended.add({ state }, 0);
  const byState = metrics.gauge({
    name: 'rollouts',
    help: 'Rollouts of model versions, by state.',
    labels: ['state'],
  });
  const worker = await startTemporalWorker(deps, {
    taskQueue: taskQueues.rollouts,
    activities: createRolloutActivities({
      ...{ database, log, now: Date.now },
      onGate: (gate, verdict) => judged.add({ gate, verdict }),
      onEnd: (state) => ended.add({ state }),
    }),
    maxConcurrentActivityTaskExecutions: looksMax,
  });
  const starts = startPollingLoop({
    name: 'starts of rollouts',
    log,
    async round() {
      const started = await startRolloutWorkflows({ database, client: temporal.client }, { limit: startsPerRoundMax });
      return started === startsPerRoundMax ? 0 : startsPauseMs;
    },
  });
  const counts = startPollingLoop({
    name: 'rollouts by state',
    log,
    async round() {
      for (const [state, count] of Object.entries(await countRollouts(database))) byState.set(count, { state });
      return countsPauseMs;
    },
  });
  const retrained = config.rollOutRetrained ? [rollOutWhatWasRetrained(deps)] : [];
  return {
    async stop() {
      await Promise.all([starts, counts, ...retrained].map((loop) => loop.stop()));
      await worker.stop();
    },
  };
}

/** What was trained because of drift goes to all carts by itself, as far as its gates let it. */
function rollOutWhatWasRetrained({ database, log }: Pick<Deps, 'database' | 'log'>): PollingLoop {
  return startPollingLoop({
    name: 'rollouts of what was retrained',
    log,
    async round() {
      const begun = await rollOutRetrained({ database, now: Date.now }, { limit: startsPerRoundMax });
      for (const { id: rolloutId, storeId, versionId } of begun)
        log.info({ rolloutId, storeId, versionId }, 'a version that was trained because of drift is rolled out');
      return retrainedPauseMs;
    },
  });
}
