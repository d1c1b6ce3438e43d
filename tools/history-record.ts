/**
 * Records histories on a real server into `test/histories/`, one file for each way that a recovery, a look at a platform, a report,
 * a training or a rollout can go. They replay in the tests: run this when a workflow has changed on purpose, and keep the old files as long as
 * recoveries of that age may still be running.
 *
 * @example npm run history:record -- --suffix 2
 * @example npm run history:record -- --only platform-looked-at
 */

import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { WorkflowHandle } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createTrainingActivities } from '../activities/training.ts';
import { migrateClickhouse } from '../db/clickhouse/migrate.ts';
import { withEngine } from '../db/postgres/tenancy.ts';
import { system } from '../domain/actor.ts';
import type { CampaignStep } from '../domain/campaign.ts';
import { dayMs, hourMs } from '../domain/duration.ts';
import { shippedModelDirectory } from '../ml/model-folder.ts';
import { trainByProgram } from '../ml/training/cart-trainer.ts';
import { platforms } from '../platforms/registry.ts';
import { loadConfig } from '../runtime/config.ts';
import { createLogger } from '../runtime/logging.ts';
import { createSealer } from '../runtime/sealer.ts';
import { createIntegration } from '../services/ingest/integrations/create.ts';
import { createFolderArtifacts } from '../services/prediction/registry/artifact-store.ts';
import { shipModel } from '../services/prediction/registry/ship.ts';
import { commandRollout } from '../services/prediction/rollouts/command.ts';
import { getRollout } from '../services/prediction/rollouts/read.ts';
import { startRollout } from '../services/prediction/rollouts/start.ts';
import { followTrainingRequests } from '../services/prediction/training/follow-requests.ts';
import { requestTraining } from '../services/prediction/training/request.ts';
import { type Engine, engineSecret, startEngine } from '../test/engine.ts';
import { createLearningShop } from '../test/learning-shop.ts';
import { writeHistory } from '../test/recorded-history.ts';
import { createReportedShop } from '../test/report-fixture.ts';
import { createRolloutModels, scoredCart } from '../test/rollout-fixture.ts';
import { createShop, type Shop } from '../test/shop-factory.ts';
import { chance } from '../test/statistics/chance.ts';
import { openClickhouse } from '../workers/stack/clickhouse.ts';
import { findBinary } from '../workers/stack/find-binary.ts';
import { createTemporalRolloutControl } from '../workers/temporal-rollout-control.ts';
import * as contract from '../workflows/contract.ts';
import { startScratchStores } from './bench/scratch-stores.ts';

/** What happens to the recovery while it waits for its touches; its name is the file's. */
type Episode = (handle: WorkflowHandle, shop: Shop) => Promise<void>;

const rule = (id: string, delayHours: number): CampaignStep => ({
  id,
  trigger: 'cart_abandoned',
  delayMs: delayHours * hourMs,
  channel: 'email',
  template: 'cart-reminder-1',
  conditions: {},
});
const ladder = [rule('touch-1', 6), rule('touch-2', 24), rule('touch-3', 72)];
/** A day of the store in six seconds: touches come quickly, and there is time for a signal between them. */
const timeScale = 14_400;
/** An hour of the store, from one look at a rollout to the next, in one second. */
const rolloutTimeScale = 3_600;
const pauseMs = 200;
const looksMax = 600;
/** Enough for a model to be trained on. */
const trainedCarts = 1_500;

const episodes: Readonly<Record<string, Episode>> = {
  'full-ladder': async () => {},
  'bought-during-wait': async (handle) => {
    await handle.signal(contract.orderPlaced, { orderId: randomUUID(), cause: 'purchased' });
  },
  'paused-and-resumed': async (handle) => {
    await handle.signal(contract.pauseRecovery);
    await pause();
    await handle.signal(contract.campaignPaused, { paused: true });
    await handle.signal(contract.resumeRecovery);
    await pause();
    await handle.signal(contract.campaignPaused, { paused: false });
  },
  emptied: async (handle) => {
    await handle.signal(contract.cartUpdated, { empty: true, lastActivityAt: Date.now() });
  },
  unsubscribed: async (handle) => {
    await handle.signal(contract.consentChanged, { channel: 'email', status: 'denied' });
  },
  'active-again': async (handle) => {
    await handle.signal(contract.cartUpdated, { empty: false, lastActivityAt: Date.now() });
  },
  'wait-skipped-and-stopped': async (handle) => {
    await handle.signal(contract.skipWait);
    await pause();
    await handle.signal(contract.stopRecovery);
  },
};

const stories: Readonly<Record<string, (engine: Engine) => Promise<string>>> = {
  ...Object.fromEntries(
    Object.entries(episodes).map(([name, episode]) => [name, (engine: Engine) => record(engine, episode)]),
  ),
  'platform-looked-at': recordLook,
  'report-sent': recordReport,
  'version-rolled-out': recordRollout,
  'model-trained': recordTraining,
};

const { values } = parseArgs({
  options: { suffix: { type: 'string', default: '1' }, only: { type: 'string' } },
});
const folder = join(import.meta.dirname, '..', 'test', 'histories');
mkdirSync(folder, { recursive: true });

const stores = await startScratchStores();
const temporalCliPath = findBinary('temporal', loadConfig(process.env).temporalCliPath);
const analyticsFolder = mkdtempSync(join(tmpdir(), 'cart-histories-'));
const clickhouse = await openClickhouse(analyticsFolder);
await migrateClickhouse(clickhouse);
const engine = await startEngine({ ...stores.database, redisUrl: stores.redisUrl, temporalCliPath, clickhouse });
try {
  const recordings = await Promise.allSettled(
    Object.entries(stories).map(async ([name, story]) => {
      if (values.only !== undefined && values.only !== name) return;
      const history = await story(engine);
      writeFileSync(join(folder, `${name}-${values.suffix}.json`), `${history}\n`);
      console.log(`recorded ${name}`);
    }),
  );
  const failed = recordings.flatMap((recording) => (recording.status === 'rejected' ? [recording.reason] : []));
  if (failed.length > 0) throw new AggregateError(failed, 'not every history was recorded');
} finally {
  await engine.stop();
  await clickhouse.close();
  await stores.stop();
  rmSync(analyticsFolder, { recursive: true, force: true });
}

async function record({ database, client }: Engine, episode: Episode): Promise<string> {
  const shop = await createShop(database, { rules: ladder, timeScale });
  await shop.cart({ customerId: await shop.customer(), abandonAt: new Date() });
  const workflowId = await startedWorkflow(shop);
  const handle = client.workflow.getHandle(workflowId);
  await episode(handle, shop);
  await handle.result();
  return writeHistory(await handle.fetchHistory());
}

/** A look at an integration that is too young for anything to be missed. */
async function recordLook({ database, client }: Engine): Promise<string> {
  const { storeId } = await createShop(database);
  const { integration } = await createIntegration(
    { database, platforms, sealer: createSealer(engineSecret), allowLoopbackApis: false, now: Date.now },
    { actor: system, storeId, platform: 'woocommerce', api: { url: 'https://shop.example', token: 'ck_1:cs_1' } },
  );
  const handle = await client.workflow.start(contract.reconcileStoreWorkflow, {
    workflowId: contract.reconciliationScheduleId(storeId, integration.id),
    taskQueue: contract.taskQueues.recovery,
    args: [{ storeId, integrationId: integration.id }],
  });
  await handle.result();
  return writeHistory(await handle.fetchHistory());
}

/** A report of yesterday to two members, by a provider that keeps it. */
async function recordReport({ database, client }: Engine): Promise<string> {
  const shop = await createReportedShop(database);
  const { report } = await shop.report();
  const its = { storeId: shop.storeId, reportId: report.id };
  const handle = await client.workflow.start(contract.sendReportWorkflow, {
    workflowId: contract.reportScheduleId(its.storeId, its.reportId),
    taskQueue: contract.taskQueues.recovery,
    args: [{ ...its, runId: null }],
  });
  await handle.result();
  return writeHistory(await handle.fetchHistory());
}

/** A version that is held and goes on, and is rolled back by its gates as soon as it fails for every cart. */
async function recordRollout({ database, client }: Engine): Promise<string> {
  const shop = await createShop(database, { timeScale: rolloutTimeScale });
  const models = await createRolloutModels(database, shop);
  const deps = { database, now: Date.now };
  const actor = system;
  const scope = { storeId: shop.storeId };
  const { id: rolloutId } = await startRollout(deps, {
    scope,
    model: 'purchase',
    versionId: models.candidateId,
    actor,
  });
  const handle = client.workflow.getHandle(contract.rolloutWorkflowId(rolloutId));
  await until(async () => (await getRollout(database, { ...scope, rolloutId })).lastLook !== null);
  const control = createTemporalRolloutControl(client);
  const key = { ...scope, rolloutId, actor, reason: 'recorded' };
  await commandRollout({ ...deps, control }, { ...key, command: 'hold' });
  await pause();
  await commandRollout({ ...deps, control }, { ...key, command: 'resume' });
  for (let cart = 0; cart < 8; cart++) await scoredCart(database, shop, models, { at: new Date(), candidate: null });
  await handle.result();
  return writeHistory(await handle.fetchHistory());
}

/** A version that an imitated trainer makes of carts of the last weeks, by the worker of its queue. */
async function recordTraining({ database, client, temporal }: Engine): Promise<string> {
  const place = mkdtempSync(join(tmpdir(), 'cart-training-'));
  const artifacts = createFolderArtifacts(join(place, 'artifacts'));
  const deps = { database, artifacts, now: Date.now };
  await shipModel(deps, { folder: shippedModelDirectory });
  const lived = await createLearningShop(deps, chance(1));
  const connection = await NativeConnection.connect({ address: temporal.address });
  const command = [
    process.execPath,
    join(import.meta.dirname, '../test/training/imitated-trainer.ts'),
    'level',
  ] as const;
  const worker = await Worker.create({
    ...{ connection, taskQueue: contract.taskQueues.training },
    activities: createTrainingActivities({
      ...{ ...deps, log: createLogger({ level: 'error', role: 'test' }), folder: join(place, 'runs') },
      ...{ shippedFolder: async () => shippedModelDirectory, onFailure: () => {}, onEnd: () => {} },
      trainers: { purchase: { train: (job, options) => trainByProgram(command, job, options) } },
    }),
  });
  const ended = worker.run();
  try {
    const [fromMs, toMs] = [Date.now() - 12 * dayMs, Date.now() - 5 * dayMs];
    await lived.live({ fromMs, toMs, carts: trainedCarts, odds: 0 });
    const { storeId } = lived.shop;
    const asked = { storeId, model: 'purchase', reason: 'asked', actor: system } as const;
    const { run } = await withEngine(database, (tx) => requestTraining(tx, asked));
    await followTrainingRequests({ ...deps, client }, { limit: 1 });
    const handle = client.workflow.getHandle(contract.trainingWorkflowId(run.id));
    if ((await handle.result()) !== 'registered') throw new Error('nothing was trained');
    return writeHistory(await handle.fetchHistory());
  } finally {
    worker.shutdown();
    await ended;
    await Promise.all([lived.close(), connection.close()]);
    rmSync(place, { recursive: true, force: true });
  }
}

async function startedWorkflow(shop: Shop): Promise<string> {
  for (let look = 0; look < looksMax; look++) {
    const started = (await shop.openRecoveries()).find(({ stage }) => stage === 'waiting');
    if (started) return started.workflowId;
    await pause();
  }
  throw new Error('the recovery was not started');
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < looksMax; look++) {
    if (await holds()) return;
    await pause();
  }
  throw new Error('it did not come to that');
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseMs));
}
