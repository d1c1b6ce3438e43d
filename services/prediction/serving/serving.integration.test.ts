import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { shadowScores } from '../../../db/postgres/schema/index.ts';
import { rawSql, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { cartFeatureSet } from '../../../ml/cart-features.ts';
import { hashOf } from '../../../ml/feature-set.ts';
import type { KnownCart } from '../../../ml/feature-store.ts';
import { featureSetHash } from '../../../ml/features.ts';
import { loadModel } from '../../../ml/load-model.ts';
import { createPredictor } from '../../../ml/predictor.ts';
import { addToActivity, emptyActivity } from '../../../ml/shopping-activity.ts';
import { test } from '../../../test/fixtures.ts';
import { allOn, flagsOf } from '../../../test/flags-fixture.ts';
import { makeModelFolder } from '../../../test/model-folder.ts';
import { openTestRegistry, type TestRegistry } from '../../../test/model-registry.ts';
import { openTestDatabase } from '../../../test/sent-message.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { uuidV7 } from '../../shared/ids.ts';
import type { Flags } from '../../state/flags/flags.ts';
import { promote, rollBack, setCanary, setShadows } from '../registry/move.ts';
import { listVersions } from '../registry/versions.ts';
import { createModelRouter, type ModelRouter } from './model-router.ts';
import { createModelServing, type ModelServing, type ServedPrediction } from './model-serving.ts';
import { createShadowScorer, keepShadowScores, type ShadowScorer } from './shadow-scorer.ts';

interface Served extends ModelServing {
  readonly router: ModelRouter;
  readonly shadows: ShadowScorer;
  /** Versions that were refused, by role. */
  readonly refused: { readonly versionId: string; readonly role: string }[];
  dropped(): number;
  /** Moves the clock by which refused versions rest. */
  pass(milliseconds: number): void;
  ask(storeId: string, cartId?: string, input?: KnownCart): Promise<ServedPrediction>;
}

/** What a process does that predicts, without its loop: the test says when it looks at the pointers. */
async function openServing({ deps }: TestRegistry, flags: Pick<Flags, 'isOnNow'> = allOn): Promise<Served> {
  const { database, artifacts } = deps;
  const refused: Served['refused'] = [];
  let [dropped, nowMs] = [0, Date.now()];
  const router = createModelRouter({
    ...{ database, artifacts, now: () => nowMs },
    onRefused: ({ versionId, role }) => refused.push({ versionId, role }),
  });
  const shadows = createShadowScorer({
    keep: (scores) => withEngine(database, (tx) => keepShadowScores(tx, scores)),
    onDropped: (questions) => {
      dropped += questions;
    },
    onFailure: (error) => {
      throw error;
    },
  });
  onTestFinished(async () => {
    await shadows.stop();
    await router.close();
  });
  const serving = createModelServing({ router, shadows, flags });
  await router.refresh();
  return {
    ...{ ...serving, router, shadows, refused, dropped: () => dropped },
    pass: (milliseconds) => {
      nowMs += milliseconds;
    },
    ask: (storeId, cartId = randomUUID(), input = shopper(9)) =>
      serving.predict({ id: uuidV7(), storeId, cartId, input }),
  };
}

function scoped(storeId: string | null) {
  return { scope: { storeId }, model: 'purchase', actor: system, reason: 'a test says so' } as const;
}

/** A shopper who looked at `views` products, a minute each, and put the last one into the cart. */
function shopper(views: number): KnownCart {
  const startMs = Date.UTC(2026, 0, 5);
  let activity = emptyActivity;
  for (let view = 0; view < views; view++) {
    const atMs = startMs + view * 60_000;
    activity = addToActivity(activity, { type: 'product_viewed', atMs, productId: `p${view}` });
  }
  const atMs = startMs + views * 60_000;
  activity = addToActivity(activity, { type: 'line_added', atMs, line: { productId: 'p0' } });
  const cart = {
    ...{ distinctItems: 1, itemCount: 1, valueMinor: 4_990, currencyExponent: 2 },
    ...{ lowestPriceMinor: 4_990, highestPriceMinor: 4_990, stage: 'cart' as const },
  };
  return { activity, cart, atMs: atMs + 3_600_000, timeZone: 'UTC', customerId: null };
}

describe('a prediction is made', () => {
  test('by the store’s own version where it has one, by the platform’s everywhere else', async ({ database: urls }) => {
    const registry = openTestRegistry(openTestDatabase(urls));
    const { database } = registry.deps;
    const [one, other] = [await createShop(database), await createShop(database)];
    const platform = await registry.serve(`platform-${randomUUID().slice(0, 8)}`);
    const own = await registry.serve('own', one.storeId);
    const serving = await openServing(registry);
    expect(await serving.ask(one.storeId)).toMatchObject({ versionId: own, role: 'primary', propensity: 1 });
    expect(await serving.ask(other.storeId)).toMatchObject({ versionId: platform, role: 'primary', propensity: 1 });
    await rollBack(registry.deps, scoped(one.storeId));
    await serving.router.refresh();
    expect(await serving.ask(one.storeId)).toMatchObject({ versionId: platform });
  });

  test('without one that fails while versions come, go and come back under load', async ({ database: urls }) => {
    const registry = openTestRegistry(openTestDatabase(urls));
    const { storeId } = await createShop(registry.deps.database);
    const ids = [await registry.serve('one', storeId), await registry.register('two', storeId)];
    const serving = await openServing(registry);
    let isLoaded = true;
    const answers: ServedPrediction[] = [];
    const load = Array.from({ length: 16 }, async () => {
      while (isLoaded) answers.push(await serving.ask(storeId));
    });
    try {
      for (let turn = 0; turn < 12; turn++) {
        const versionId = ids[(turn + 1) % 2]!;
        await promote(registry.deps, { ...scoped(storeId), versionId });
        await serving.router.refresh();
        expect(await serving.ask(storeId)).toMatchObject({ versionId });
      }
    } finally {
      isLoaded = false;
      await Promise.all(load);
    }
    expect(answers.length).toBeGreaterThan(100);
    expect(new Set(answers.map(({ versionId }) => versionId))).toEqual(new Set(ids));
  });

  test('with the features of the version that answers, never with defaults, before, during and after a roll-back under load (operations M6)', async ({
    database: urls,
  }) => {
    const registry = openTestRegistry(openTestDatabase(urls));
    const { storeId } = await createShop(registry.deps.database);
    const ids = [
      await registry.serve('of-the-session', storeId),
      await registry.register('of-the-cart', storeId, { set: cartFeatureSet }),
    ];
    const inputs = [1, 7, 19].map(shopper);
    const expected = new Map<string, readonly number[]>();
    for (const [index, set] of [undefined, cartFeatureSet].entries()) {
      const predictor = createPredictor(await loadModel(await makeModelFolder('alone', set ? { set } : {})));
      expected.set(
        ids[index]!,
        (await predictor.predictMany(inputs)).map(({ probability }) => probability),
      );
      await predictor.close();
    }
    expect(expected.get(ids[0]!)).not.toEqual(expected.get(ids[1]!));
    const serving = await openServing(registry);
    let isLoaded = true;
    let answered = 0;
    const load = Array.from({ length: 8 }, async (_, index) => {
      for (let turn = index; isLoaded; turn++) {
        const place = turn % inputs.length;
        const { versionId, prediction } = await serving.ask(storeId, randomUUID(), inputs[place]);
        expect(prediction.probability).toBe(expected.get(versionId)?.[place]);
        expect(prediction.featureSetHash).toBe(versionId === ids[0] ? featureSetHash : hashOf(cartFeatureSet));
        answered += 1;
      }
    });
    try {
      for (let turn = 0; turn < 6; turn++) {
        await promote(registry.deps, { ...scoped(storeId), versionId: ids[1]! });
        await serving.router.refresh();
        await rollBack(registry.deps, scoped(storeId));
        await serving.router.refresh();
      }
    } finally {
      isLoaded = false;
      await Promise.all(load);
    }
    expect(answered).toBeGreaterThan(50);
    expect(await serving.ask(storeId)).toMatchObject({ versionId: ids[0] });
  });

  test('by the last good version while the new one is refused, which is told, and by the new one once it is mended (operations M1)', async ({
    database: urls,
  }) => {
    const registry = openTestRegistry(openTestDatabase(urls));
    const { deps, folder } = registry;
    const { storeId } = await createShop(deps.database);
    const good = await registry.serve('good', storeId);
    const serving = await openServing(registry);
    expect(await serving.ask(storeId)).toMatchObject({ versionId: good });
    const next = await registry.register('next', storeId);
    const [row] = await listVersions(deps.database, { storeId });
    const file = join(folder, row!.artifacts[0]!.sha256);
    const whole = await readFile(file);
    const damaged = Buffer.from(whole);
    damaged[5_000] = damaged[5_000]! ^ 1;
    await writeFile(file, damaged);
    await promote(deps, { ...scoped(storeId), versionId: next });
    await serving.router.refresh();
    await serving.router.refresh();
    expect(await serving.ask(storeId)).toMatchObject({ versionId: good });
    expect(serving.refused).toEqual([{ versionId: next, role: 'primary' }]);
    await writeFile(file, whole);
    serving.pass(60_000);
    await serving.router.refresh();
    expect(await serving.ask(storeId)).toMatchObject({ versionId: next });
  });

  test('by the version before it, in a process that starts while what should answer is damaged (operations M1)', async ({
    database: urls,
  }) => {
    const registry = openTestRegistry(openTestDatabase(urls));
    const { deps, folder } = registry;
    const { storeId } = await createShop(deps.database);
    const before = await registry.serve(`before-${randomUUID().slice(0, 8)}`);
    const damaged = await registry.serve(`damaged-${randomUUID().slice(0, 8)}`);
    const [row] = await listVersions(deps.database, { storeId });
    const file = join(folder, row!.artifacts[0]!.sha256);
    const whole = await readFile(file);
    await rm(file);
    const serving = await openServing(registry);
    expect(await serving.ask(storeId)).toMatchObject({ versionId: before });
    expect(serving.refused).toEqual([{ versionId: damaged, role: 'primary' }]);
    await writeFile(file, whole);
    serving.pass(60_000);
    await serving.router.refresh();
    expect(await serving.ask(storeId)).toMatchObject({ versionId: damaged });
  });

  test('by the canary for its share of the carts, always the same ones, with the chance that it did', async ({
    database: urls,
  }) => {
    const registry = openTestRegistry(openTestDatabase(urls));
    const { storeId } = await createShop(registry.deps.database);
    const primary = await registry.serve('primary', storeId);
    const canary = await registry.register('canary', storeId);
    const share = (percent: number, rolloutId: string) =>
      setCanary(registry.deps, { ...scoped(storeId), versionId: canary, percent, rolloutId });
    const rolloutId = randomUUID();
    await share(25, rolloutId);
    const serving = await openServing(registry);
    const carts = Array.from({ length: 300 }, () => randomUUID());
    const answers = await Promise.all(carts.map((cartId) => serving.ask(storeId, cartId)));
    const ofCanary = answers.filter(({ role }) => role === 'canary');
    expect(ofCanary.length).toBeGreaterThan(30);
    expect(ofCanary.length).toBeLessThan(120);
    for (const { role, versionId, propensity } of answers)
      expect([versionId, propensity]).toEqual(role === 'canary' ? [canary, 0.25] : [primary, 0.75]);
    await share(60, rolloutId);
    await serving.router.refresh();
    const later = await Promise.all(carts.map((cartId) => serving.ask(storeId, cartId)));
    expect(answers.every(({ role }, index) => role === 'primary' || later[index]?.role === 'canary')).toBe(true);
    // A person is drawn, not each of their carts.
    const person = { ...shopper(3), customerId: randomUUID() };
    const roles = await Promise.all(carts.slice(0, 20).map((cartId) => serving.ask(storeId, cartId, person)));
    expect(new Set(roles.map(({ role }) => role)).size).toBe(1);
  });

  test('by a store’s first version as a canary beside the platform’s', async ({ database: urls }) => {
    const registry = openTestRegistry(openTestDatabase(urls));
    const { storeId } = await createShop(registry.deps.database);
    const platform = await registry.serve(`platform-${randomUUID().slice(0, 8)}`);
    const first = await registry.register('first', storeId);
    await setCanary(registry.deps, { ...scoped(storeId), versionId: first, percent: 50, rolloutId: randomUUID() });
    const serving = await openServing(registry);
    const answers = await Promise.all(Array.from({ length: 60 }, () => serving.ask(storeId)));
    expect(new Set(answers.map(({ versionId }) => versionId))).toEqual(new Set([platform, first]));
  });
});

describe('a shadow', () => {
  test('is scored after the answer, beside the prediction that was given, and never answers', async ({
    database: urls,
  }) => {
    const registry = openTestRegistry(openTestDatabase(urls));
    const { database } = registry.deps;
    const { storeId } = await createShop(database);
    const primary = await registry.serve('primary', storeId);
    const shadow = await registry.register('shadow', storeId);
    await setShadows(registry.deps, { ...scoped(storeId), versionIds: [shadow] });
    const serving = await openServing(registry);
    const ids = Array.from({ length: 40 }, () => uuidV7());
    const answers = await Promise.all(
      ids.map((id, index) => serving.predict({ id, storeId, cartId: randomUUID(), input: shopper(index) })),
    );
    expect(answers.every(({ versionId }) => versionId === primary)).toBe(true);
    await serving.shadows.stop();
    const kept = await withStore(database, storeId, (tx) => tx.select().from(shadowScores));
    expect(new Set(kept.map(({ predictionId }) => predictionId))).toEqual(new Set(ids));
    // The same trees, so the same answer.
    for (const { predictionId, versionId, probability, errorCode } of kept)
      expect([versionId, probability, errorCode]).toEqual([
        shadow,
        answers[ids.indexOf(predictionId)]?.prediction.probability,
        null,
      ]);
    expect(serving.dropped()).toBe(0);
  });

  test('is not scored while that is switched off in its store (operations T22)', async ({ database: urls }) => {
    const registry = openTestRegistry(openTestDatabase(urls));
    const { database } = registry.deps;
    const { storeId } = await createShop(database);
    await registry.serve('primary', storeId);
    const shadow = await registry.register('shadow', storeId);
    await setShadows(registry.deps, { ...scoped(storeId), versionIds: [shadow] });
    const switches = flagsOf();
    const serving = await openServing(registry, switches.flags);
    switches.say('shadow_scores', { kind: 'off' }, { storeId });
    await serving.ask(storeId);
    switches.takeBack('shadow_scores', storeId);
    await serving.ask(storeId);
    await serving.shadows.stop();
    expect(await withStore(database, storeId, (tx) => tx.select().from(shadowScores))).toHaveLength(1);
  });

  test('shows to its store alone', async ({ database: urls }) => {
    const { database } = openTestRegistry(openTestDatabase(urls)).deps;
    const [one, other] = [await createShop(database), await createShop(database)];
    await withEngine(database, (tx) =>
      keepShadowScores(tx, [
        {
          ...{ storeId: one.storeId, predictionId: uuidV7(), versionId: uuidV7(), probability: 0.2 },
          ...{ tookMs: 1, errorCode: null, at: new Date() },
        },
      ]),
    );
    const seenBy = (storeId: string) => withStore(database, storeId, (tx) => rawSql(tx)`select 1 from shadow_scores`);
    expect([(await seenBy(one.storeId)).length, (await seenBy(other.storeId)).length]).toEqual([1, 0]);
  });
});
