import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createRolloutActivities } from '../activities/rollouts.ts';
import { createTrainingActivities } from '../activities/training.ts';
import type { Database } from '../db/postgres/tenancy.ts';
import { system } from '../domain/actor.ts';
import { dayMs, hourMs } from '../domain/duration.ts';
import type { RolloutPlan } from '../domain/rollout/plan.ts';
import { shippedModelDirectory } from '../ml/model-folder.ts';
import type { CartTrainer } from '../ml/training/cart-trainer.ts';
import { createLogger } from '../runtime/logging.ts';
import { type CheckedVersion, checkDrift } from '../services/prediction/drift/check.ts';
import { comparedDays } from '../services/prediction/drift/read-sample.ts';
import { createFolderArtifacts } from '../services/prediction/registry/artifact-store.ts';
import { noLineage, registerModel } from '../services/prediction/registry/register.ts';
import { shipModel } from '../services/prediction/registry/ship.ts';
import { rollOutRetrained } from '../services/prediction/rollouts/roll-out-retrained.ts';
import type { RolloutRow } from '../services/prediction/rollouts/rollout.ts';
import { startRollout } from '../services/prediction/rollouts/start.ts';
import { startRolloutWorkflows } from '../services/prediction/rollouts/start-workflows.ts';
import { followTrainingRequests } from '../services/prediction/training/follow-requests.ts';
import { rolloutWorkflowId, taskQueues, trainingWorkflowId } from '../workflows/contract.ts';
import { createLearningShop, type LearningShop } from './learning-shop.ts';
import { moveModel } from './moved-model.ts';
import { chance } from './statistics/chance.ts';
import { skipTime, workersOf } from './time-skipping.ts';

/** The stages, times and gates of the usual one, for as few carts as the made-up shop has. */
export const planOfASmallShop: RolloutPlan = {
  slowAfterMs: 2_000,
  stages: [
    { percent: 0, msMin: 24 * hourMs, samples: { scores: 200, matured: 400, buyers: 20, messages: 0, people: 0 } },
    { percent: 1, msMin: 12 * hourMs, samples: { scores: 3, matured: 0, buyers: 0, messages: 1, people: 0 } },
    { percent: 5, msMin: 24 * hourMs, samples: { scores: 20, matured: 50, buyers: 2, messages: 3, people: 0 } },
    { percent: 25, msMin: 48 * hourMs, samples: { scores: 100, matured: 100, buyers: 5, messages: 20, people: 50 } },
  ],
};

export interface ModelLoopOptions {
  readonly database: Database;
  readonly trainer: CartTrainer;
  readonly plan: RolloutPlan;
  /** Added to the log-odds of buying once people have changed. */
  readonly odds: number;
  readonly seed: number;
}

/** All that turns between a change of what people do and a version that knows it, on real stores and a server that skips time. */
export interface ModelLoop extends LearningShop {
  readonly environment: TestWorkflowEnvironment;
  /** Lets so many days pass until yesterday, `cartsPerDay` each; people are as they are now for the last `changedDays`. */
  liveUntilNow(history: {
    readonly days: number;
    readonly changedDays: number;
    readonly cartsPerDay: number;
  }): Promise<void>;
  /** What is checked after each whole day. */
  check(): Promise<readonly CheckedVersion[]>;
  /** Trains what was asked for. */
  train(runId: string): Promise<string>;
  /** Begins rollouts of what was trained because of drift. */
  rollOutRetrained(): Promise<readonly RolloutRow[]>;
  /** Registers a version whose answers are that much off and begins its rollout. */
  rollOutMoved(version: string, by: number): Promise<RolloutRow>;
  /** Lets a rollout go its way; how it ended. */
  finish(rollout: RolloutRow): Promise<string>;
  close(): Promise<void>;
}

const limit = 20;
/** While versions are rolled out. */
const cartsPerHour = 8;
/** No rule hangs on how often one looks, and each look costs: two a day instead of one an hour. */
const looksApartMs = 12 * hourMs;

export async function openModelLoop(options: ModelLoopOptions): Promise<ModelLoop> {
  const { database, plan, odds } = options;
  const folder = mkdtempSync(join(tmpdir(), 'model-loop-'));
  const artifacts = createFolderArtifacts(join(folder, 'artifacts'));
  const environment = await skipTime();
  const { client } = environment;
  const clock = { nowMs: await environment.currentTimeMs() };
  const deps = { database, artifacts, now: () => clock.nowMs };
  await shipModel(deps, { folder: shippedModelDirectory });
  const lived = await createLearningShop({ database, artifacts }, chance(options.seed));
  const { storeId } = lived.shop;
  const scope = { storeId, timeZone: 'UTC' };
  const { work, stop } = workersOf(environment);
  const log = createLogger({ level: 'silent', role: 'test' });
  let livedUntilMs = clock.nowMs;

  /** Time passes while a rollout waits for its next look: the shop lives through it before anybody looks. */
  async function passTime(): Promise<void> {
    clock.nowMs = await environment.currentTimeMs();
    const carts = Math.floor(((clock.nowMs - livedUntilMs) / hourMs) * cartsPerHour);
    if (carts === 0) return;
    await lived.live({ fromMs: livedUntilMs, toMs: clock.nowMs, carts, odds, written: 0.3 });
    livedUntilMs = clock.nowMs;
  }

  const rollouts = createRolloutActivities({ ...deps, log, onGate: () => {}, onEnd: () => {} });
  await work({
    [taskQueues.recovery]: {},
    [taskQueues.training]: createTrainingActivities({
      ...{ ...deps, log, folder: join(folder, 'training'), shippedFolder: async () => shippedModelDirectory },
      ...{ trainers: { purchase: options.trainer }, onFailure: () => {}, onEnd: () => {} },
    }),
    [taskQueues.rollouts]: {
      ...rollouts,
      lookAtRollout: async (key: Parameters<typeof rollouts.lookAtRollout>[0]) => {
        await passTime();
        const look = await rollouts.lookAtRollout(key);
        return look.kind === 'seen' ? { ...look, againInMs: Math.max(look.againInMs, looksApartMs) } : look;
      },
    },
  });

  return {
    ...lived,
    environment,
    async liveUntilNow({ days, changedDays, cartsPerDay }) {
      const last = comparedDays(clock.nowMs, scope.timeZone).startsMs.at(-1) ?? 0;
      const changedMs = last - changedDays * dayMs;
      const carts = (over: number) => Math.round(over * cartsPerDay);
      await lived.live({ fromMs: last - days * dayMs, toMs: changedMs, carts: carts(days - changedDays), odds: 0 });
      await lived.live({ fromMs: changedMs, toMs: last, carts: carts(changedDays), odds });
    },
    check: () => checkDrift(database, { scope, now: new Date(clock.nowMs) }),
    async train(runId) {
      await followTrainingRequests({ ...deps, client }, { limit });
      return client.workflow.getHandle(trainingWorkflowId(runId)).result();
    },
    rollOutRetrained: () => rollOutRetrained(deps, { limit, plan }),
    async rollOutMoved(version, by) {
      const moved = join(folder, version);
      await moveModel({ from: shippedModelDirectory, to: moved, version, by });
      const its = { scope: { storeId }, model: 'purchase', actor: system } as const;
      const { versionId } = await registerModel(deps, { ...its, folder: moved, lineage: noLineage });
      return startRollout(deps, { ...its, versionId, plan });
    },
    async finish({ id }) {
      clock.nowMs = await environment.currentTimeMs();
      livedUntilMs = clock.nowMs;
      await startRolloutWorkflows({ database, client }, { limit });
      return client.workflow.getHandle(rolloutWorkflowId(id)).result();
    },
    async close() {
      await stop();
      await lived.close();
      await environment.teardown();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
