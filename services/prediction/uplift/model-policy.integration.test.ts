import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { describe, expect, onTestFinished } from 'vitest';
import { campaignVersions, policyDecisions, predictions, splitArms } from '../../../db/postgres/schema/index.ts';
import { system } from '../../../domain/actor.ts';
import type { FlowStep, SendStep, SplitStep } from '../../../domain/flow/flow.ts';
import { addToActivity, emptyActivity, type ShoppingActivity } from '../../../ml/shopping-activity.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { askedCart } from '../../../test/training-place.ts';
import { readArmTaker } from '../../recovery/campaigns/dry-run/arm-taker.ts';
import { takeArm } from '../../recovery/splits/take-arm.ts';
import { createFolderArtifacts } from '../registry/artifact-store.ts';
import { promote, rollBack } from '../registry/move.ts';
import { noLineage, registerModel } from '../registry/register.ts';
import { createModelRouter } from '../serving/model-router.ts';
import { draftPolicy } from './draft-policy.ts';
import { evaluatePolicy } from './evaluate-policy.ts';
import { readUplift } from './read-policies.ts';
import { createServedUplift, type ServedUplift } from './served-uplift.ts';
import { createUpliftScorer } from './uplift-scorer.ts';

/** Messages win who looked at more than fifteen products, offers a little more of them (`test/uplift/make-decisions.py`). */
const folder = fileURLToPath(new URL('../../../test/uplift/model', import.meta.url));
const now = Date.now();
const economics = {
  ...{ currency: 'EUR', marginPercent: 40, discountPercent: 20, fatigueMinor: 10 },
  sendCostMinor: { email: 3, sms: 8, push: 0 },
} as const;
const explorationPercent = 10;
const baselinePercent = 20;

const mail = (id: string): SendStep => ({
  ...{ id, kind: 'send', channel: 'email', template: 'cart-reminder-1', conditions: {}, probabilityMin: null },
  ...{ window: null, staleAfterMs: null, next: 'end' },
});
const steps: readonly FlowStep[] = [
  mail('usual'),
  { id: 'give', kind: 'offer', offer: 'ten-percent', next: 'with-offer' },
  mail('with-offer'),
  { id: 'end', kind: 'end' },
];

/** Somebody who looked at so many products, half a minute each. */
function looked(views: number): ShoppingActivity {
  let activity = emptyActivity;
  for (let view = 0; view < views; view++) {
    const atMs = now - 3_600_000 + view * 30_000;
    activity = addToActivity(activity, { type: 'product_viewed', atMs, productId: `p${view}` });
  }
  return activity;
}

const test = base.extend('newLab', ({ systemOfRecord: database, newShop }) => {
  return async () => {
    const shop = await newShop();
    const { storeId, campaignId, write } = shop;
    const directory = mkdtempSync(join(tmpdir(), 'uplift-'));
    const artifacts = createFolderArtifacts(directory);
    const deps = { database, artifacts, now: () => now };
    const router = createModelRouter({ database, artifacts, onRefused: () => {} });
    onTestFinished(async () => {
      await router.close();
      rmSync(directory, { recursive: true, force: true });
    });
    const scorer = createUpliftScorer({
      ...{ database, artifacts },
      served: async (id) => router.answering(id, 'uplift'),
    });
    const failures: unknown[] = [];
    const uplift = createServedUplift({
      router: async () => router,
      scorer,
      onFailure: (error) => failures.push(error),
    });
    const move = { scope: { storeId }, model: 'uplift', actor: system, reason: 'for a test' } as const;
    const split = (policy: string): SplitStep => ({
      ...{ id: 'split', kind: 'split', by: 'recovery', allocation: 'personal', policy, baselinePercent },
      arms: [
        { id: 'rules', share: 1, next: 'usual' },
        { id: 'offer', share: 1, next: 'give' },
        { id: 'quiet', share: 1, next: 'end' },
      ],
    });
    return {
      ...{ ...shop, database, failures, uplift, router },
      /** A version of the model answers at the store. */
      async serve() {
        const own = { scope: { storeId }, model: 'uplift', folder, lineage: noLineage, actor: system } as const;
        const { versionId } = await registerModel(deps, own);
        await promote(deps, { ...move, versionId });
        await router.refresh();
        return versionId;
      },
      async withdraw() {
        await rollBack(deps, move);
        await router.refresh();
      },
      /** A policy that was judged, by the served version or by one of its own, and the split that asks it. */
      async judged(modelVersionId?: string) {
        const scores = modelVersionId === undefined ? { kind: 'served' } : { kind: 'model', modelVersionId };
        const { id: policyId } = await draftPolicy(deps, {
          ...{ actor: system, storeId, name: 'By a model' },
          terms: { economics, limits: { explorationPercent }, scores: scores as { kind: 'served' } },
        });
        await evaluatePolicy({ ...deps, scorer }, { actor: system, storeId, policyId });
        const step = split(policyId);
        const flow = { entry: {}, exits: [], messagesMax: 1, start: step.id, steps: [step, ...steps] };
        await write((tx) =>
          tx.update(campaignVersions).set({ flow }).where(eq(campaignVersions.campaignId, campaignId)),
        );
        return step;
      },
      /** Somebody comes to the split with a cart of a hundred euros. */
      async come(step: SplitStep, { views = 30, asked = uplift, known = true } = {}) {
        const cart = { atMs: now - 60_000, activity: looked(views), valueMinor: 10_000 };
        const { customerId, recoveryId } = await askedCart(shop, cart);
        if (!known) await write((tx) => tx.delete(predictions).where(eq(predictions.recoveryId, recoveryId)));
        const taken = await takeArm(database, { storeId, recoveryId, step }, new Date(now), asked);
        return { customerId, recoveryId, ...taken };
      },
      decided: () => write((tx) => tx.select().from(policyDecisions)),
      arms: () => write((tx) => tx.select().from(splitArms)),
      report: () => readUplift(database, { storeId }),
    };
  };
});

describe('a policy that goes by the served model', () => {
  test('writes to whom the model says that messages win, and leaves the others alone', async ({ newLab }) => {
    const { serve, judged, come, decided } = await newLab();
    const versionId = await serve();
    const step = await judged();
    const [many, few] = [await come(step, { views: 30 }), await come(step, { views: 3 })];
    const rows = await decided();
    const of = ({ recoveryId }: { readonly recoveryId: string }) => rows.find((row) => row.recoveryId === recoveryId);
    expect(of(many)).toMatchObject({ best: 'rules', modelVersionId: versionId });
    expect((of(many)?.chances.message ?? 0) - (of(many)?.chances.none ?? 0)).toBeGreaterThan(0.1);
    expect(of(few)).toMatchObject({ best: 'quiet' });
    expect([many.asked, few.asked]).toEqual(['decided', 'decided']);
  });

  test('keeps exact probabilities over what was allowed, none below its part of the exploration (operations M11)', async ({
    newLab,
  }) => {
    const { serve, judged, come, decided, arms } = await newLab();
    await serve();
    const step = await judged();
    for (let n = 0; n < 12; n++) await come(step, { views: 3 * n });
    const least = ((1 - baselinePercent / 100) * (explorationPercent / 100)) / 3;
    const rows = await decided();
    for (const { allowed, taken, propensity } of rows) {
      expect(allowed.reduce((sum, action) => sum + action.propensity, 0)).toBeCloseTo(1, 12);
      for (const action of allowed) expect(action.propensity).toBeGreaterThanOrEqual(least - 1e-12);
      expect(allowed.find(({ id }) => id === taken)?.propensity).toBe(propensity);
    }
    const kept = new Map((await arms()).map((row) => [row.recoveryId, row]));
    for (const { recoveryId, taken, propensity } of rows)
      expect(kept.get(recoveryId)).toMatchObject({ arm: taken, share: propensity, policyRefusal: null });
  });

  test('may name one version, which decides though none is served', async ({ newLab }) => {
    const { serve, withdraw, judged, come, decided } = await newLab();
    const versionId = await serve();
    const step = await judged(versionId);
    await withdraw();
    await come(step);
    expect(await decided()).toMatchObject([{ modelVersionId: versionId }]);
  });

  test('does what the rules do where no model can tell, and says why', async ({ newLab }) => {
    const { serve, withdraw, judged, come, decided, arms, report, failures } = await newLab();
    await serve();
    const step = await judged();
    const unknown = await come(step, { known: false });
    const broken: ServedUplift = createServedUplift({
      router: () => Promise.reject(new Error('the thread has died')),
      scorer: () => Promise.reject(new Error('never asked')),
      onFailure: (error) => failures.push(error),
    });
    const failed = await come(step, { asked: broken });
    const slow = createServedUplift({
      ...{ router: () => new Promise<never>(() => {}), onFailure: (error) => failures.push(error), waitMsMax: 1 },
      scorer: () => Promise.reject(new Error('never asked')),
    });
    const late = await come(step, { asked: slow });
    await withdraw();
    const gone = await come(step);
    expect([unknown, failed, late, gone].map(({ armId, asked }) => [armId, asked])).toEqual([
      ['rules', 'features_unknown'],
      ['rules', 'model_failed'],
      ['rules', 'model_slow'],
      ['rules', 'model_not_served'],
    ]);
    expect(failures).toHaveLength(1);
    expect(await decided()).toEqual([]);
    for (const { share, personalGroup } of await arms()) expect([share, personalGroup]).toEqual([1, null]);
    const { decisions, byModel, refused } = await report();
    expect([decisions, byModel]).toEqual([0, 0]);
    expect(new Map(refused.map(({ reason, recoveries }) => [reason, recoveries]))).toEqual(
      new Map([
        ['features_unknown', 1],
        ['model_failed', 1],
        ['model_slow', 1],
        ['model_not_served', 1],
      ]),
    );
  });

  test('is told with its reasons where a cart is explained', async ({ newLab }) => {
    const { storeId, campaignId, write, serve, judged, come, withdraw, report } = await newLab();
    const versionId = await serve();
    const step = await judged();
    const decided = await come(step);
    await withdraw();
    const refused = await come(step);
    const flow = { version: 1, entry: {}, exits: [], messagesMax: 1, start: step.id, steps: [step, ...steps] };
    const explained = async ({ recoveryId, customerId }: Awaited<ReturnType<typeof come>>) => {
      const asked = { storeId, campaignId, customerId, recoveryId, flow, abandonedAt: now - 60_000, nowMs: now };
      const { choices } = await write((tx) => readArmTaker(tx, asked));
      return choices().map(({ policy }) => policy);
    };
    expect(await explained(decided)).toMatchObject([{ kind: 'decided', modelVersionId: versionId, best: 'rules' }]);
    expect(await explained(refused)).toEqual([{ kind: 'refused', reason: 'model_not_served' }]);
    expect(await report()).toMatchObject({ decisions: 1, byModel: 1 });
  });
});
