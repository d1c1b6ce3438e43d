import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { campaignExposures, modelVersions } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { dayMs } from '../../../domain/duration.ts';
import { holdoutArm } from '../../../domain/experiments/holdout.ts';
import { halfOf } from '../../../domain/uplift/logged-outcome.ts';
import { shippedModelDirectory } from '../../../ml/model-folder.ts';
import { type CartTrainer, trainByProgram } from '../../../ml/training/cart-trainer.ts';
import { TrainingError } from '../../../ml/training/training-error.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { askedCart } from '../../../test/training-place.ts';
import { RetryLaterError } from '../../shared/retry-later-error.ts';
import { createFolderArtifacts } from '../registry/artifact-store.ts';
import { closeRun } from './close-run.ts';
import { collectCarts } from './collect.ts';
import { collectDecisions } from './collect-decisions.ts';
import { getTrainingRun } from './list.ts';
import { requestTraining } from './request.ts';
import { collectForRun, type TrainDeps, trainForRun } from './train.ts';

const nowMs = Date.parse('2026-11-27T12:00:00.000Z');
const program = fileURLToPath(new URL('../../../test/training/imitated-trainer.ts', import.meta.url));

const ending = (how: string): CartTrainer => ({
  train: (job, options) => trainByProgram([process.execPath, program, how], job, options),
});

const test = base
  .extend('folder', async ({}, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'training-'));
    onCleanup(() => rm(folder, { recursive: true, force: true }));
    return folder;
  })
  .extend('deps', ({ systemOfRecord, folder }) => {
    return (trainer: CartTrainer): TrainDeps => ({
      database: systemOfRecord,
      folder: join(folder, 'runs'),
      artifacts: createFolderArtifacts(join(folder, 'artifacts')),
      shippedFolder: async () => shippedModelDirectory,
      trainers: { purchase: trainer },
      now: () => nowMs,
      onFailure: () => {},
    });
  });

async function ask(deps: TrainDeps, shop: Shop): Promise<string> {
  const asked = { storeId: shop.storeId, model: 'purchase', reason: 'asked', actor: system, nowMs } as const;
  const { run } = await withEngine(deps.database, (tx) => requestTraining(tx, asked));
  return run.id;
}

const options = { signal: new AbortController().signal, onProgress: () => {} };
const stateOf = async (deps: TrainDeps, shop: Shop, runId: string) =>
  getTrainingRun(deps.database, { storeId: shop.storeId, runId });

/** A run as after a collection that found enough: the imitated trainer looks at no row. */
async function collected(deps: TrainDeps, shop: Shop): Promise<string> {
  const runId = await ask(deps, shop);
  const rows = join(deps.folder, runId, 'rows');
  await mkdir(rows, { recursive: true });
  await writeFile(join(rows, 'rows.json'), JSON.stringify({ rows: 4_000, version: `store-purchase-${runId}` }));
  return runId;
}

describe('a run', () => {
  test('with too few carts is refused before any program runs, and says so', async ({ newShop, deps }) => {
    const shop = await newShop();
    await askedCart(shop, { atMs: nowMs - 10 * dayMs });
    const never: CartTrainer = { train: () => Promise.reject(new Error('asked')) };
    const runId = await ask(deps(never), shop);
    await collectForRun(deps(never), runId);
    expect(await stateOf(deps(never), shop, runId)).toMatchObject({ state: 'refused', endReason: 'too_few_carts' });
  });

  test('asked for twice is one, and one that is over stays as it ended', async ({ newShop, deps }) => {
    const [shop, its] = [await newShop(), deps(ending('trained'))];
    const runId = await ask(its, shop);
    expect(await ask(its, shop)).toBe(runId);
    await closeRun(its, { runId, cause: 'cancelled' });
    await closeRun(its, { runId, cause: 'gave_up' });
    expect(await stateOf(its, shop, runId)).toMatchObject({ state: 'cancelled', endReason: null });
    expect(await ask(its, shop)).not.toBe(runId);
  });

  test('whose model passes is a version in staging, with its card, its result and its lineage', async ({
    newShop,
    deps,
  }) => {
    const [shop, its] = [await newShop(), deps(ending('trained'))];
    const runId = await collected(its, shop);
    const told: number[] = [];
    await trainForRun(its, runId, { ...options, onProgress: () => told.push(1) });
    const run = await stateOf(its, shop, runId);
    expect(run).toMatchObject({ state: 'registered', endReason: null, result: { candidate: 'own_trees', slope: 1 } });
    const [version] = await withEngine(its.database, (tx) =>
      tx
        .select()
        .from(modelVersions)
        .where(eq(modelVersions.id, run.versionId ?? '')),
    );
    expect(version).toMatchObject({
      ...{ storeId: shop.storeId, model: 'purchase', stage: 'staging' },
      lineage: { trainingRunId: runId },
      version: `store-purchase-${runId}`,
    });
    expect(told.length).toBeGreaterThan(0);
  });

  test.for([
    ['refused', { state: 'refused', endReason: 'calibration_error', result: { candidate: 'own_trees' } }],
    ['crashed', { state: 'failed', endReason: 'program_failed', result: null }],
    ['silent', { state: 'failed', endReason: 'program_failed', result: null }],
  ] as const)('whose trainer ends as %s says why there is no model', async ([how, expected], { newShop, deps }) => {
    const [shop, its] = [await newShop(), deps(ending(how))];
    const runId = await collected(its, shop);
    await trainForRun(its, runId, options);
    expect(await stateOf(its, shop, runId)).toMatchObject({ ...expected, versionId: null });
  });

  test('without Python fails with a reason that a person can act on', async ({ newShop, deps }) => {
    const without: CartTrainer = { train: () => Promise.reject(new TrainingError('python_missing', 'none')) };
    const [shop, its] = [await newShop(), deps(without)];
    const runId = await collected(its, shop);
    await trainForRun(its, runId, options);
    expect(await stateOf(its, shop, runId)).toMatchObject({ state: 'failed', endReason: 'python_missing' });
  });

  test('that is cancelled ends its program, and leaves no file', async ({ newShop, deps, folder }) => {
    const [shop, its] = [await newShop(), deps(ending('endless'))];
    const runId = await collected(its, shop);
    const cancel = new AbortController();
    const training = trainForRun(its, runId, { signal: cancel.signal, onProgress: () => cancel.abort() });
    await expect(training).rejects.toThrow(TrainingError);
    expect(await closeRun(its, { runId, cause: 'cancelled' })).toBe('cancelled');
    await expect(readFile(join(folder, 'runs', runId, 'rows', 'rows.f32'))).rejects.toThrow('ENOENT');
  });

  test('whose trainer is killed in the middle is trained anew, and one whole version comes of it', async ({
    newShop,
    deps,
  }) => {
    const [shop, its] = [await newShop(), deps(ending('endless'))];
    const runId = await collected(its, shop);
    const pid = join(its.folder, runId, 'rows', 'pid');
    const kill = () => existsSync(pid) && process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
    const killed = trainForRun(its, runId, { ...options, onProgress: kill });
    await expect(killed).rejects.toBeInstanceOf(RetryLaterError);
    expect(await stateOf(its, shop, runId)).toMatchObject({ state: 'training', endReason: null, versionId: null });
    await trainForRun(deps(ending('trained')), runId, options);
    const run = await stateOf(its, shop, runId);
    expect(run).toMatchObject({ state: 'registered', endReason: null });
    const versions = await withEngine(its.database, (tx) =>
      tx.select({ id: modelVersions.id }).from(modelVersions).where(eq(modelVersions.storeId, shop.storeId)),
    );
    expect(versions).toEqual([{ id: run.versionId }]);
  });

  test('for a kind of model without a trainer is refused', async ({ newShop, deps }) => {
    const [shop, its] = [await newShop(), deps(ending('trained'))];
    const asked = { storeId: shop.storeId, model: 'uplift', reason: 'asked', actor: system, nowMs } as const;
    const { run } = await withEngine(its.database, (tx) => requestTraining(tx, asked));
    await collectForRun(its, run.id);
    expect(await stateOf(its, shop, run.id)).toMatchObject({ state: 'refused', endReason: 'no_trainer' });
  });
});

describe('a run that learns what messages change', () => {
  /** Asks for a model of it, with decisions as after a collection that found enough. */
  async function upliftRun(its: TrainDeps, shop: Shop): Promise<string> {
    const asked = { storeId: shop.storeId, model: 'uplift', reason: 'asked', actor: system, nowMs } as const;
    const { run } = await withEngine(its.database, (tx) => requestTraining(tx, asked));
    return run.id;
  }

  test('registers its model with what was measured of it', async ({ newShop, deps }) => {
    const shop = await newShop();
    const its = { ...deps(ending('uplift')), trainers: { uplift: ending('uplift') } };
    const runId = await upliftRun(its, shop);
    const rows = join(its.folder, runId, 'rows');
    await mkdir(rows, { recursive: true });
    const about = { rows: 4_000, version: `store-uplift-${runId}`, actions: ['none', 'message'] };
    await writeFile(join(rows, 'rows.json'), JSON.stringify(about));
    await trainForRun(its, runId, options);
    const run = await stateOf(its, shop, runId);
    expect(run).toMatchObject({ state: 'registered', result: null, upliftResult: { learner: 'DR' } });
    const [version] = await withEngine(its.database, (tx) =>
      tx
        .select()
        .from(modelVersions)
        .where(eq(modelVersions.id, run.versionId ?? '')),
    );
    expect(version).toMatchObject({ model: 'uplift', stage: 'staging', lineage: { trainingRunId: runId } });
  });

  test('refuses a store whose campaigns hold nobody back', async ({ newShop, deps }) => {
    const [shop, its] = [await newShop(), { ...deps(ending('uplift')), trainers: { uplift: ending('uplift') } }];
    const runId = await upliftRun(its, shop);
    await collectForRun(its, runId);
    expect(await stateOf(its, shop, runId)).toMatchObject({ state: 'refused', endReason: 'too_few_decisions' });
  });

  test('collects decisions whose seven days are over, with their probabilities, of the people who judge no policy', async ({
    newShop,
    systemOfRecord,
    folder,
  }) => {
    const shop = await newShop({ campaign: { holdoutPercent: 20, holdoutSince: new Date(0) } });
    const { storeId, campaignId, write } = shop;
    const drawn: { readonly customerId: string; readonly arm: 'treated' | 'holdout' }[] = [];
    for (let index = 0; index < 16; index++) {
      const ageDays = index === 0 ? 3 : 10;
      const exposedAt = new Date(nowMs - ageDays * dayMs - index * 3_600_000);
      const { customerId, recoveryId } = await askedCart(shop, { atMs: exposedAt.getTime() - 60_000 });
      const arm = index % 4 === 0 ? 'holdout' : 'treated';
      await write((tx) =>
        tx
          .insert(campaignExposures)
          .values({ storeId, campaignId, customerId, arm, recoveryId, percent: 20, exposedAt }),
      );
      if (index > 0) drawn.push({ customerId, arm });
    }
    const collect = (name: string) =>
      collectDecisions(systemOfRecord, {
        ...{
          runId: 'r',
          scope: { storeId },
          version: 'v',
          folder: join(folder, name),
          fromMs: nowMs - 90 * dayMs,
          nowMs,
        },
      });
    expect(await collect('one')).toEqual({ kind: 'too_few_decisions' });
    await collect('two');
    const [one, two] = await Promise.all(['one', 'two'].map((name) => readFile(join(folder, name, 'rows.f32'))));
    expect(one).toEqual(two);
    const teaching = drawn.filter(({ customerId }) => halfOf(customerId) === 'choose');
    const rows = new Float32Array(one?.buffer.slice(one.byteOffset, one.byteOffset + one.length) ?? []);
    const width = rows.length / teaching.length;
    expect(width).toBe(34 + 7);
    teaching.forEach(({ arm }, index) => {
      const [none, message, offer, taken] = rows.slice(index * width + 34, index * width + 38);
      expect([none, message, offer].map((share) => share?.toFixed(6))).toEqual(['0.200000', '0.800000', '0.000000']);
      expect(taken).toBe(arm === 'holdout' ? 0 : 1);
    });
  });
});

test('what is collected is the same bytes each time, of those alone who may teach', async ({
  newShop,
  systemOfRecord,
  folder,
}) => {
  const shop = await newShop({ campaign: { holdoutPercent: 50, holdoutSince: new Date(0) } });
  const groups = { holdout: 0, treated: 0 };
  for (let index = 0; index < 12; index++) {
    const { customerId } = await askedCart(shop, { atMs: nowMs - 10 * dayMs - index * 3_600_000 });
    groups[holdoutArm({ customerId, campaignId: shop.campaignId, percent: 50 })] += 1;
  }
  const scope = { storeId: shop.storeId };
  const collect = (name: string) =>
    collectCarts(systemOfRecord, {
      runId: 'r',
      scope,
      version: 'v',
      folder: join(folder, name),
      fromMs: nowMs - 60 * dayMs,
      nowMs,
    });
  expect(await collect('one')).toEqual({ kind: 'too_few_carts' });
  await collect('two');
  const [one, two] = await Promise.all(['one', 'two'].map((name) => readFile(join(folder, name, 'rows.f32'))));
  expect(one).toEqual(two);
  const width = (one?.length ?? 0) / 4 / 12;
  expect(width).toBe(38);
  const rows = new Float32Array(one?.buffer.slice(one.byteOffset, one.byteOffset + one.length) ?? []);
  const drawn = Array.from({ length: 12 }, (_, index) => rows[(index + 1) * width - 3]);
  expect(drawn.filter((value) => value === 1)).toHaveLength(groups.treated);
});
