import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { expect, onTestFinished } from 'vitest';
import { modelVersions, predictions } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { hourMs } from '../../../domain/duration.ts';
import { decideAlike, probabilityThresholds } from '../../../domain/probability-thresholds.ts';
import type { FeatureInput } from '../../../ml/feature-input.ts';
import { vectorOf } from '../../../ml/feature-set.ts';
import { loadModel } from '../../../ml/load-model.ts';
import { newestModel } from '../../../ml/model-folder.ts';
import { createPredictor } from '../../../ml/predictor.ts';
import { emptyActivity } from '../../../ml/shopping-activity.ts';
import { oneEmail, type Shop } from '../../../test/shop-factory.ts';
import { chance } from '../../../test/statistics/chance.ts';
import { test } from '../../../test/system-of-record.ts';
import { createRecompute } from '../../prediction/recomputing/recompute.ts';
import { createFolderArtifacts } from '../../prediction/registry/artifact-store.ts';
import { noLineage, registerModel } from '../../prediction/registry/register.ts';
import { lineageOfFeature } from './of-feature.ts';
import { lineageOfPerson } from './of-person.ts';
import { lineageOfPrediction } from './of-prediction.ts';
import { answersWithoutFeature } from './without-feature.ts';

const models = fileURLToPath(new URL('../../../ml/models', import.meta.url));

/** The shipped model, registered, and what makes its predictions once more. */
async function register(database: Database) {
  const kept = await mkdtemp(join(tmpdir(), 'artifacts-'));
  const artifacts = createFolderArtifacts(kept);
  const again = createRecompute({ artifacts });
  onTestFinished(async () => {
    await again.close();
    await rm(kept, { recursive: true });
  });
  const folder = await newestModel(models);
  const { versionId } = await registerModel(
    { database, artifacts, now: Date.now },
    { scope: { storeId: null }, model: 'purchase', folder, lineage: noLineage, actor: system },
  );
  return { versionId, model: await loadModel(folder), recompute: again.recompute, rescore: again.rescore };
}

/** Shoppers of every kind: each feature known and not known. */
function shoppers(count: number): readonly FeatureInput[] {
  const random = chance(8);
  return Array.from({ length: count }, (_, index) => ({
    activity: {
      ...emptyActivity,
      browsingSeen: index % 3 > 0,
      previousSessions: index % 4,
      session:
        index % 5 === 0
          ? null
          : {
              ...{
                startedAtMs: index * 7 * hourMs,
                lastEventAtMs: index * 7 * hourMs + 60_000,
                previousEventAtMs: null,
              },
              ...{
                eventCount: 4,
                productViews: Math.round(20 * random()),
                productViewMs: 900_000 * random(),
                viewed: [],
                endsOnProduct: false,
              },
            },
    },
    ...{ cart: null, atMs: Date.now(), timeZone: 'Asia/Kathmandu' },
  }));
}

async function abandon(shop: Shop) {
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId });
  const recoveryId = await shop.recovery(cart);
  return { customerId, cart, recoveryId };
}

test('a prediction leads from its features over its version to its decisions and messages, and comes out the same once more (operations M4)', async ({
  systemOfRecord,
  newShop,
}) => {
  const { versionId, model, recompute, rescore } = await register(systemOfRecord);
  const shop = await newShop({
    rules: [{ ...(oneEmail[0] as (typeof oneEmail)[number]), conditions: { probabilityMax: 0.2 } }],
  });
  const { customerId, cart, recoveryId } = await abandon(shop);
  const predictor = createPredictor(model);
  onTestFinished(() => predictor.close());
  const inputs = shoppers(40);
  // Scored together, and made once more one by one.
  const scored = await predictor.predictMany(inputs);
  const ids = inputs.map((_, index) => (index === 0 ? recoveryId : randomUUID()));
  await shop.write((tx) =>
    tx.insert(predictions).values(
      inputs.map((input, index) => {
        const row = vectorOf(model.featureSet, input);
        const { probability, reasons } = scored[index] ?? { probability: NaN, reasons: [] };
        return {
          ...{ storeId: shop.storeId, id: ids[index] ?? '', cartId: cart.id, at: new Date(), probability, reasons },
          ...{ purpose: 'recovery' as const, recoveryId, modelVersion: model.manifest.modelVersion },
          ...{ modelVersionId: versionId, featureSet: 'session', featureSetVersion: 1 },
          featureSetHash: model.manifest.featureSet.hash,
          features: model.featureSet.features.map(({ name }, place) => {
            const value = row[place] ?? NaN;
            return [name, Number.isNaN(value) ? null : value] as const;
          }),
        };
      }),
    ),
  );
  await shop.decision(cart.id, { kind: 'sent', recoveryId, ruleId: 'touch-1', channel: 'email' });
  const messageId = await shop.sentMessage(cart, recoveryId);

  const deps = { database: systemOfRecord, recompute };
  for (const predictionId of ids) {
    const { recomputed } = await lineageOfPrediction(deps, { storeId: shop.storeId, predictionId });
    expect(recomputed).toMatchObject({ isSame: true, sameVector: true, sameDecisions: true });
  }
  const forward = await lineageOfPrediction(deps, { storeId: shop.storeId, predictionId: recoveryId });
  expect(forward).toMatchObject({
    featureSet: { name: 'session', hash: model.manifest.featureSet.hash },
    model: { version: model.manifest.modelVersion, versionId, scope: 'platform' },
    decisions: [{ kind: 'sent', ruleId: 'touch-1' }],
    messages: [{ id: messageId }],
  });
  expect(forward.features.map(({ name, unit }) => [name, unit])).toEqual(
    model.featureSet.features.map(({ name, unit }) => [name, unit]),
  );

  const back = await lineageOfFeature(systemOfRecord, {
    storeId: shop.storeId,
    name: 'weekend',
    limit: 10,
    after: null,
  });
  expect(back.versions).toMatchObject([{ id: versionId }]);
  expect(back.messages.items).toMatchObject([{ id: messageId, predictionId: recoveryId }]);
  const person = await lineageOfPerson(systemOfRecord, { storeId: shop.storeId, customerId });
  expect(person.predictions).toMatchObject([
    { id: recoveryId, modelVersionId: versionId, messages: [{ id: messageId }] },
  ]);

  // As if a feature were not known: each of them once more, by the version that answered.
  const ask = { storeId: shop.storeId, name: 'weekend' };
  const without = await answersWithoutFeature({ database: systemOfRecord, rescore }, ask);
  expect(without).toMatchObject({ predictions: ids.length, versions: [{ id: versionId, predictions: ids.length }] });
  const [moved] = without.versions;
  expect(moved?.known).toBeGreaterThan(0);
  expect(moved?.maxChange).toBeGreaterThan(1e-6);
  expect(moved?.meanChange).toBeLessThanOrEqual(moved?.maxChange ?? 0);
  const unknown = answersWithoutFeature({ database: systemOfRecord, rescore }, { ...ask, name: 'shoe_size' });
  await expect(unknown).rejects.toMatchObject({ code: 'not_found' });

  // What was changed afterwards does not come out the same.
  await withEngine(systemOfRecord, async (tx) => {
    const [row] = await tx.select().from(modelVersions).where(eq(modelVersions.id, versionId));
    const features = forward.features.map(({ name, value }) => [name, value === null ? 0.1 : value + 0.1] as const);
    const changed = await recompute({
      ...{ manifest: row?.manifest, thresholds: [0.2] },
      kept: { features, probability: 0.9 },
    });
    expect(changed).toMatchObject({ isSame: false, sameVector: false, sameDecisions: false });
  });
});

test('another store sees nothing of it, and what is not there is not found', async ({ systemOfRecord, newShop }) => {
  const [one, two] = [await newShop(), await newShop()];
  const { customerId } = await abandon(one);
  const database = systemOfRecord;
  const notFound = { code: 'not_found' };
  await expect(lineageOfPerson(database, { storeId: two.storeId, customerId })).rejects.toMatchObject(notFound);
  await expect(
    lineageOfPrediction({ database }, { storeId: one.storeId, predictionId: randomUUID() }),
  ).rejects.toMatchObject(notFound);
  const asked = { storeId: one.storeId, limit: 10, after: null };
  await expect(lineageOfFeature(database, { ...asked, name: 'shoe_size' })).rejects.toMatchObject(notFound);
  expect((await lineageOfFeature(database, { ...asked, name: 'weekend' })).messages.items).toEqual([]);
});

test('what a campaign compares with is found however deep it stands', () => {
  const program = {
    rules: [{ trigger: 'prediction_high', probabilityMin: 0.7 }],
    flow: { steps: [{ paths: [{ when: { probabilityMax: 0.2 } }] }] },
  };
  expect(probabilityThresholds(program)).toEqual([0.2, 0.7]);
  expect(decideAlike([0.2, 0.7], 0.1999999, 0.2)).toBe(false);
  expect(decideAlike([0.2, 0.7], 0.3, 0.69)).toBe(true);
});
