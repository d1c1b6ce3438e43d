import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import {
  auditLog,
  campaignExposures,
  campaigns,
  campaignVersions,
  policies,
  policyDecisions,
  splitArms,
} from '../../../db/postgres/schema/index.ts';
import { system } from '../../../domain/actor.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { FlowStep, SendStep, SplitStep } from '../../../domain/flow/flow.ts';
import type { PolicyEvaluation } from '../../../domain/uplift/policy-evaluation.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { takeArm } from '../../recovery/splits/take-arm.ts';
import { archivePolicy } from './archive-policy.ts';
import { chancesOf } from './chances-of.ts';
import { policiesThatMayDecide } from './deciding-policies.ts';
import { draftPolicy } from './draft-policy.ts';
import { evaluatePolicy } from './evaluate-policy.ts';
import { readLoggedOutcomes } from './logged-outcomes.ts';
import type { Policy } from './policy.ts';
import { listPolicies, readUplift } from './read-policies.ts';

const now = Date.now();
const longAgo = now - 10 * dayMs;

const sendCostMinor = { email: 3, sms: 8, push: 0 };
const economics = { currency: 'EUR', marginPercent: 40, discountPercent: 10, fatigueMinor: 10, sendCostMinor };
const assumed = { kind: 'assumed', messagePoints: 5, offerPoints: 8 } as const;

const mail = (id: string): SendStep => ({
  ...{ id, kind: 'send', channel: 'email', template: 'cart-reminder-1', conditions: {}, probabilityMin: null },
  ...{ window: null, staleAfterMs: null, next: 'end' },
});

/** Messages as always, a message with an offer, and nothing. */
const steps: readonly FlowStep[] = [
  mail('usual'),
  { id: 'give', kind: 'offer', offer: 'ten-percent', next: 'with-offer' },
  mail('with-offer'),
  { id: 'end', kind: 'end' },
];

const test = base.extend('newLab', ({ systemOfRecord: database, newShop }) => {
  return async () => {
    const shop = await newShop({ campaign: { holdoutPercent: 50, holdoutSince: new Date(now - 60 * dayMs) } });
    const { storeId, campaignId, write } = shop;
    const deps = { database, now: () => now };
    const scored = { ...deps, scorer: null };
    const split = (policy: string): SplitStep => ({
      ...{ id: 'split', kind: 'split', by: 'recovery', allocation: 'personal', policy, baselinePercent: 20 },
      arms: [
        { id: 'rules', share: 1, next: 'usual' },
        { id: 'offer', share: 1, next: 'give' },
        { id: 'quiet', share: 1, next: 'end' },
      ],
    });
    const draft = (
      change: { readonly name?: string; readonly explorationPercent?: number; readonly monthlyOffersMax?: number } = {},
    ) => {
      const { name = 'Mine', ...limits } = change;
      return draftPolicy(deps, {
        ...{ actor: system, storeId, name },
        terms: { economics, limits: { explorationPercent: 10, ...limits }, scores: assumed },
      });
    };
    return {
      ...{ ...shop, database, deps, draft, split },
      evaluate: ({ id: policyId }: Policy) => evaluatePolicy(scored, { actor: system, storeId, policyId }),
      archive: ({ id: policyId }: Policy) => archivePolicy(deps, { actor: system, storeId, policyId }),
      async exposed(arm: 'treated' | 'holdout', { spent = 0, currency = 'EUR' } = {}) {
        const customerId = await shop.customer();
        const cart = await shop.cart({ customerId });
        const ended = { stage: 'ended', outcome: 'completed', endedAt: new Date(now) } as const;
        const recoveryId = await shop.recovery(cart, { ...ended, probability: 0.2 });
        await write((tx) =>
          tx.insert(campaignExposures).values({
            ...{ storeId, campaignId, customerId, arm, recoveryId, percent: 50, exposedAt: new Date(longAgo) },
          }),
        );
        if (arm === 'treated') await shop.sentMessage(cart, recoveryId, { claimedAt: new Date(longAgo + 60_000) });
        if (spent > 0)
          await shop.order({ customerId, totalMinor: spent, currency, placedAt: new Date(longAgo + 2 * dayMs) });
      },
      async flowWith(step: SplitStep) {
        const flow = { entry: {}, exits: [], messagesMax: 1, start: step.id, steps: [step, ...steps] };
        await write((tx) =>
          tx.update(campaignVersions).set({ flow }).where(eq(campaignVersions.campaignId, campaignId)),
        );
      },
      /** Somebody comes to the split with a cart of 25 euros. */
      async come(step: SplitStep, options: { readonly probability?: number; readonly email?: null } = {}) {
        const { probability = 0.1, ...person } = options;
        const customerId = await shop.customer({ ...person, ...(person.email === null && { phone: '+436601234567' }) });
        const cart = await shop.cart({ customerId });
        const ended = { stage: 'ended', outcome: 'completed', endedAt: new Date(now) } as const;
        const recoveryId = await shop.recovery(cart, { ...ended, probability });
        return { recoveryId, ...(await takeArm(database, { storeId, recoveryId, step }, new Date(now))) };
      },
      async logged() {
        const chances = await chancesOf({ scorer: null }, storeId, assumed);
        return write((tx) => readLoggedOutcomes(tx, { storeId, campaignId: null, economics, nowMs: now }, chances));
      },
      decided: () => write((tx) => tx.select().from(policyDecisions)),
      arms: () => write((tx) => tx.select().from(splitArms).orderBy(asc(splitArms.exposedAt))),
      stateOf: async ({ id }: Policy) =>
        (await write((tx) => tx.select({ state: policies.state }).from(policies).where(eq(policies.id, id))))[0]?.state,
    };
  };
});

describe('a policy', () => {
  test('is drafted in versions whose terms never change, and archived once', async ({ newLab }) => {
    const { draft, archive, database, storeId, write } = await newLab();
    const [first, second, other] = [await draft(), await draft({ explorationPercent: 20 }), await draft({ name: 'X' })];
    expect([first.version, second.version, other.version]).toEqual([1, 2, 1]);
    expect(second.terms.limits.explorationPercent).toBe(20);
    expect([(await archive(first)).state, (await archive(first)).state]).toEqual(['archived', 'archived']);
    const listed = await listPolicies(database, { storeId });
    expect(listed.map(({ id }) => id)).toEqual([other.id, second.id, first.id]);
    const rows = await write((tx) => tx.select().from(auditLog).where(eq(auditLog.subjectKind, 'policy')));
    expect(rows).toHaveLength(4);
  });

  test('is refused with too little exploration, a discount above the margin, or a campaign of nobody', async ({
    newLab,
  }) => {
    const { deps, storeId } = await newLab();
    const input = { actor: system, storeId, name: 'Mine', terms: { economics } };
    for (const wrong of [
      { ...input, terms: { economics, limits: { explorationPercent: 4 } } },
      { ...input, terms: { economics: { ...economics, discountPercent: 50 } } },
      { ...input, campaignId: randomUUID() },
    ])
      await expect(draftPolicy(deps, wrong)).rejects.toMatchObject({ code: 'invalid' });
  });

  test('is of its store alone', async ({ newLab }) => {
    const [own, other] = [await newLab(), await newLab()];
    const policy = await own.draft();
    await expect(other.evaluate(policy)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listPolicies(other.database, { storeId: other.storeId })).toEqual([]);
  });
});

describe('the judgement of a policy', () => {
  test('says plainly that nothing was drawn, or how much is missing (operations M11)', async ({ newLab }) => {
    const { draft, evaluate, exposed } = await newLab();
    const policy = await draft();
    expect((await evaluate(policy)).evaluation?.difference).toEqual({ kind: 'refused', reason: 'no_decisions' });
    for (let n = 0; n < 12; n++) await exposed(n % 2 === 0 ? 'treated' : 'holdout');
    const { evaluation, state } = await evaluate(policy);
    expect(state).toBe('evaluated');
    expect(evaluation?.decisions).toBe(12);
    const { difference } = evaluation as PolicyEvaluation;
    if (difference.kind !== 'refused' || difference.reason !== 'sample_too_small') throw new Error('it was told');
    expect(difference.effectiveSample).toBeLessThan(12);
    expect(difference.missing).toBeGreaterThan(100);
  });

  test('counts what people paid within seven days in its currency, less what was sent to them', async ({ newLab }) => {
    const { draft, evaluate, exposed, logged, database, storeId } = await newLab();
    await exposed('treated', { spent: 5_000 });
    await exposed('treated');
    await exposed('holdout', { spent: 10_000, currency: 'USD' });
    const rows = (await logged()).map(({ taken, bought, profitMinor, spentMinor }) => [
      taken,
      bought,
      profitMinor,
      spentMinor,
    ]);
    // An e-mail costs 3 and 10 later; what was paid in another currency is a purchase, and no amount.
    expect(rows.toSorted()).toEqual([
      ['message', false, -13, 13],
      ['message', true, 1_987, 13],
      ['none', true, 0, 0],
    ]);
    const { evaluation } = await evaluate(await draft());
    expect(evaluation?.decisions).toBe(3);
    expect((await readUplift(database, { storeId })).policy?.evaluation?.decisions).toBe(3);
  });

  test('leaves out whose share of the holdout was another one, and whose days are not over', async ({ newLab }) => {
    const { draft, evaluate, exposed, write, campaignId, storeId } = await newLab();
    await exposed('treated');
    await exposed('holdout');
    await write((tx) =>
      tx
        .update(campaignExposures)
        .set({ exposedAt: new Date(now - dayMs) })
        .where(eq(campaignExposures.arm, 'holdout')),
    );
    const policy = await draft();
    expect((await evaluate(policy)).evaluation?.decisions).toBe(1);
    await write((tx) => tx.update(campaigns).set({ holdoutPercent: 10 }).where(eq(campaigns.id, campaignId)));
    expect((await evaluate(policy)).evaluation?.decisions).toBe(0);
    expect(storeId).toBeTruthy();
  });
});

describe('a split that asks a policy', () => {
  test('keeps each decision with the exact probabilities over what was allowed for this person (operations M11)', async ({
    newLab,
  }) => {
    const { draft, evaluate, flowWith, split, come, decided, arms, stateOf } = await newLab();
    const policy = await draft();
    await evaluate(policy);
    const step = split(policy.id);
    await flowWith(step);
    for (let n = 0; n < 30; n++) await come(step);
    const rows = await decided();
    expect(rows).toHaveLength(30);
    for (const { allowed, taken, propensity, policyId } of rows) {
      expect(policyId).toBe(policy.id);
      expect(allowed.map(({ id, kind }) => [id, kind])).toEqual([
        ['rules', 'message'],
        ['offer', 'offer'],
        ['quiet', 'none'],
      ]);
      expect(allowed.reduce((sum, action) => sum + action.propensity, 0)).toBeCloseTo(1, 12);
      expect(allowed.find(({ id }) => id === taken)?.propensity).toBe(propensity);
      // A fifth by the rules; of the rest a tenth evenly among the three.
      for (const action of allowed) expect(action.propensity).toBeGreaterThanOrEqual(0.8 * (0.1 / 3) - 1e-12);
    }
    const kept = await arms();
    const byRecovery = new Map(rows.map((row) => [row.recoveryId, row]));
    for (const { recoveryId, arm, share, personalGroup } of kept) {
      expect(byRecovery.get(recoveryId)).toMatchObject({ taken: arm, propensity: share });
      if (personalGroup === 'baseline') expect(arm).toBe('rules');
    }
    expect(new Set(kept.map(({ personalGroup }) => personalGroup))).toEqual(new Set(['chosen', 'baseline']));
    expect(await stateOf(policy)).toBe('arm');
  });

  test('leaves alone who buys anyway', async ({ newLab }) => {
    const { draft, evaluate, flowWith, split, come, decided } = await newLab();
    const policy = await draft();
    await evaluate(policy);
    await flowWith(split(policy.id));
    await come(split(policy.id), { probability: 0.99 });
    expect((await decided())[0]).toMatchObject({ best: 'quiet' });
  });

  test('does not take an arm whose messages cannot reach the person, nor an offer beyond the budget', async ({
    newLab,
  }) => {
    const { draft, evaluate, flowWith, split, come, decided } = await newLab();
    const policy = await draft({ monthlyOffersMax: 0 });
    await evaluate(policy);
    const step = split(policy.id);
    await flowWith(step);
    await come(step);
    expect((await decided())[0]?.allowed.map(({ id }) => id)).toEqual(['rules', 'quiet']);
    expect((await decided())[0]?.withheld).toEqual([{ id: 'offer', reason: 'budget_offers' }]);
    const { recoveryId, armId } = await come(step, { email: null });
    const unreached = (await decided()).find((row) => row.recoveryId === recoveryId);
    expect(unreached?.allowed.map(({ id, propensity }) => [id, propensity])).toEqual([['quiet', 1]]);
    expect(armId).toBe('quiet');
  });

  test('does what the rules do where the policy was never judged, is archived, or is surely worse', async ({
    newLab,
  }) => {
    const { draft, evaluate, archive, flowWith, split, come, decided, arms, database, storeId, write } = await newLab();
    const unjudged = await draft();
    const archived = await draft({ name: 'Old' });
    await evaluate(archived);
    await archive(archived);
    const worse = await draft({ name: 'Worse' });
    const { evaluation } = await evaluate(worse);
    const told = { kind: 'estimated', decisions: 5_000, people: 5_000, effectiveSample: 2_000 } as const;
    const difference = { ...told, difference: { value: -20, interval: { low: -30, high: -10 } } };
    if (!evaluation) throw new Error('it was not judged');
    await write((tx) =>
      tx
        .update(policies)
        .set({ evaluation: { ...evaluation, difference } })
        .where(eq(policies.id, worse.id)),
    );
    for (const { id } of [unjudged, archived, worse]) {
      await flowWith(split(id));
      expect((await come(split(id))).armId).toBe('rules');
    }
    expect(await decided()).toEqual([]);
    for (const { share, personalGroup } of await arms()) expect([share, personalGroup]).toEqual([1, null]);
    expect(await write((tx) => policiesThatMayDecide(tx, storeId))).toEqual(new Set());
    expect(database).toBeTruthy();
  });

  test('gives later policies something to be judged by', async ({ newLab }) => {
    const { draft, evaluate, flowWith, split, come, write } = await newLab();
    await write((tx) => tx.update(campaigns).set({ holdoutPercent: 0 }));
    const policy = await draft();
    await evaluate(policy);
    const step = split(policy.id);
    await flowWith(step);
    for (let n = 0; n < 6; n++) await come(step);
    await write((tx) => tx.update(policyDecisions).set({ decidedAt: new Date(longAgo) }));
    expect((await evaluate(await draft({ name: 'Next' }))).evaluation?.decisions).toBe(6);
  });
});
