import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { modelVersions, rolloutLooks, rollouts } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { type Actor, system } from '../../../domain/actor.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { RolloutPlan } from '../../../domain/rollout/plan.ts';
import { createRolloutModels, scoredCart } from '../../../test/rollout-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { promote } from '../registry/move.ts';
import { readServed } from '../registry/versions.ts';
import { commandRollout } from './command.ts';
import { endRollout } from './end.ts';
import { enterStage } from './enter-stage.ts';
import { lookAtRollout, readFigures } from './look.ts';
import { getRollout, listRollouts } from './read.ts';
import { findRollout } from './rollout.ts';
import { startRollout } from './start.ts';

const few = { scores: 4, matured: 4, buyers: 1, messages: 1, people: 2 };
/** As the usual one, for a handful of carts. */
const plan: RolloutPlan = {
  slowAfterMs: 50,
  stages: [0, 5, 25].map((percent) => ({ percent, msMin: 0, samples: few })),
};

/** A store with two versions, a rollout of the second, and a clock that the test moves. */
async function newCase(database: Database) {
  const shop = await createShop(database);
  const models = await createRolloutModels(database, shop);
  const clock = { nowMs: Date.now() };
  const deps = { database, now: () => clock.nowMs };
  const its = { scope: { storeId: shop.storeId }, model: 'purchase' as const };
  const start = () => startRollout(deps, { ...its, versionId: models.candidateId, actor: system, plan });
  const { id: rolloutId } = await start();
  const key = { storeId: shop.storeId, rolloutId };
  return {
    ...{ shop, models, clock, deps, its, key, start },
    served: () => readServed(database, its),
    enter: (stage: number) => enterStage(deps, { ...key, stage }),
    look: () => lookAtRollout(deps, key),
    end: (because: Parameters<typeof endRollout>[1]['because']) => endRollout(deps, { ...key, because, gates: [] }),
    command: (command: 'hold' | 'resume' | 'undo', actor: Actor = system) =>
      commandRollout(deps, { ...key, command, reason: 'a reason', actor }),
    row: async () => {
      const row = await findRollout(database, key);
      if (!row) throw new Error('the rollout is gone');
      return row;
    },
    cart: (options: Omit<Parameters<typeof scoredCart>[3], 'at'> & { readonly at?: Date } = {}) =>
      scoredCart(database, shop, models, { at: new Date(clock.nowMs), ...options }),
  };
}

describe('a rollout', () => {
  test('scores its version beside the one that answers, then lets it answer for a share, then for all', async ({
    systemOfRecord,
  }) => {
    const { models, enter, served, end, row } = await newCase(systemOfRecord);
    expect((await served())?.shadowVersionIds).toEqual([]);
    await enter(0);
    expect(await served()).toMatchObject({
      ...{ primaryVersionId: models.primaryId, shadowVersionIds: [models.candidateId], canaryVersionId: null },
    });
    await enter(1);
    expect(await served()).toMatchObject({
      ...{ primaryVersionId: models.primaryId, canaryVersionId: models.candidateId, canaryPercent: 5 },
      shadowVersionIds: [models.candidateId],
    });
    expect(await end(null)).toBe('promoted');
    expect(await served()).toMatchObject({
      ...{ primaryVersionId: models.candidateId, canaryVersionId: null, canaryPercent: 0, shadowVersionIds: [] },
    });
    expect(await row()).toMatchObject({ state: 'promoted', endReason: null });
  });

  test('has the same end and the same stage however often each step is tried', async ({ systemOfRecord }) => {
    const { enter, served, end, row, clock } = await newCase(systemOfRecord);
    await enter(0);
    const { stageSince } = await row();
    clock.nowMs += dayMs;
    await enter(0);
    expect((await row()).stageSince).toEqual(stageSince);
    await end('gate');
    const { generation } = (await served()) ?? {};
    expect([await end(null), await end('gate')]).toEqual(['rolled_back', 'rolled_back']);
    expect((await served())?.generation).toBe(generation);
    expect(await enter(1)).toEqual({ kind: 'over' });
  });

  test('that is rolled back leaves the version that answered before, and nothing else', async ({ systemOfRecord }) => {
    const { models, enter, served, end, row } = await newCase(systemOfRecord);
    await enter(0);
    await enter(1);
    await end('gate');
    expect(await served()).toMatchObject({
      ...{ primaryVersionId: models.primaryId, canaryVersionId: null, canaryPercent: 0, shadowVersionIds: [] },
    });
    expect(await row()).toMatchObject({ state: 'rolled_back', endReason: 'gate' });
  });

  test('promotes nothing over what somebody promoted meanwhile', async ({ systemOfRecord }) => {
    const { shop, models, enter, look, deps, its, served, end, row } = await newCase(systemOfRecord);
    await enter(0);
    const other = await createOther(systemOfRecord, shop.storeId, models.primaryId);
    await promote(deps, { ...its, versionId: other, actor: system, reason: 'by hand' });
    expect(await look()).toEqual({ kind: 'superseded' });
    expect(await end(null)).toBe('rolled_back');
    expect(await served()).toMatchObject({ primaryVersionId: other, shadowVersionIds: [] });
    expect((await row()).endReason).toBe('superseded');
  });

  test('is one at a time in a scope, and none of a version that answers or is of another store', async ({
    systemOfRecord,
  }) => {
    const { start, deps, its, models, command } = await newCase(systemOfRecord);
    await expect(start()).rejects.toMatchObject({ code: 'conflict' });
    const of = (versionId: string) => startRollout(deps, { ...its, versionId, actor: system });
    await expect(of(models.primaryId)).rejects.toMatchObject({ code: 'conflict' });
    const stranger = await newCase(systemOfRecord);
    await expect(of(stranger.models.candidateId)).rejects.toMatchObject({ code: 'not_found' });
    await command('undo');
    expect(await start()).toMatchObject({ state: 'starting' });
  });

  test('is seen by its own store only, and the platform’s by every store', async ({ systemOfRecord }) => {
    const { shop, key } = await newCase(systemOfRecord);
    const other = await createShop(systemOfRecord);
    const seenBy = async (storeId: string) =>
      (await listRollouts(systemOfRecord, { storeId, limit: 50, after: null })).items.map(({ id }) => id);
    expect(await seenBy(shop.storeId)).toEqual([key.rolloutId]);
    expect(await seenBy(other.storeId)).toEqual([]);
    await withEngine(systemOfRecord, (tx) =>
      tx.update(rollouts).set({ storeId: null }).where(eq(rollouts.id, key.rolloutId)),
    );
    expect(await seenBy(other.storeId)).toEqual([key.rolloutId]);
  });
});

describe('who commands a rollout', () => {
  test('holds it where it is and lets it go on', async ({ systemOfRecord }) => {
    const { enter, look, command } = await newCase(systemOfRecord);
    await enter(0);
    expect((await command('hold')).state).toBe('held');
    expect(await look()).toMatchObject({ kind: 'seen', isHeld: true });
    await expect(command('hold')).rejects.toMatchObject({ code: 'conflict' });
    expect((await command('resume')).state).toBe('running');
    expect(await look()).toMatchObject({ isHeld: false });
  });

  test('takes its version out at once, without the scheduler', async ({ systemOfRecord }) => {
    const { enter, served, command, look, row } = await newCase(systemOfRecord);
    await enter(0);
    await enter(1);
    await command('undo');
    expect(await served()).toMatchObject({ canaryVersionId: null, canaryPercent: 0, shadowVersionIds: [] });
    expect(await row()).toMatchObject({ state: 'rolled_back', endReason: 'undone', reason: 'a reason' });
    expect(await look()).toEqual({ kind: 'over' });
    await expect(command('resume')).rejects.toMatchObject({ code: 'conflict' });
  });

  test('needs the permission, and for the platform to be its operator', async ({ systemOfRecord }) => {
    const { shop, deps, models, command } = await newCase(systemOfRecord);
    const owner: Actor = { kind: 'user', userId: shop.storeId, storeId: shop.storeId, role: 'store_owner' };
    await expect(command('hold', { ...owner, role: 'marketer' })).rejects.toMatchObject({ code: 'forbidden' });
    const platform = { scope: { storeId: null }, model: 'purchase', versionId: models.candidateId } as const;
    await expect(startRollout(deps, { ...platform, actor: owner })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the figures of a look', () => {
  test('are of the carts of its own stage, and only matured ones say who bought', async ({ systemOfRecord }) => {
    const { enter, cart, clock, row } = await newCase(systemOfRecord);
    await cart({ at: new Date(clock.nowMs - dayMs) });
    await enter(0);
    clock.nowMs += 1;
    await cart({ spentMinor: 900, primary: 0.6, candidate: 0.7 });
    await cart({ message: 'sent' });
    await cart({ candidate: null });
    clock.nowMs += dayMs;
    await cart();
    clock.nowMs += 3 * dayMs - 1;
    const figures = await readFigures({ database: systemOfRecord }, await row(), clock.nowMs);
    expect(figures.scores).toMatchObject({ asked: 4, errors: 1, missing: 0, slow: 0, p99Ms: 3 });
    expect(figures.matured).toMatchObject({ carts: 2, buyers: 1 });
    expect(figures.shift.actual.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(figures.stages).toEqual([]);
  });

  test('compare within each stage what people did, and what they spent once by person', async ({ systemOfRecord }) => {
    const { enter, cart, clock, row, look } = await newCase(systemOfRecord);
    await enter(0);
    await enter(1);
    clock.nowMs += 1;
    await cart({ role: 'canary', message: 'unsubscribed', spentMinor: 500 });
    await cart({ role: 'canary' });
    await cart({ message: 'sent', spentMinor: 300 });
    clock.nowMs += 3 * dayMs;
    const [first] = (await readFigures({ database: systemOfRecord }, await row(), clock.nowMs)).stages;
    expect(first).toEqual({
      canary: { carts: 2, messages: 1, unsubscribes: 1, complaints: 0 },
      primary: { carts: 1, messages: 1, unsubscribes: 0, complaints: 0 },
      money: [
        {
          currency: 'EUR',
          canary: { people: 2, buyers: 1, sum: 500, squares: 250_000 },
          primary: { people: 1, buyers: 1, sum: 300, squares: 90_000 },
        },
      ],
    });
    await look();
    await enter(2);
    const { stages } = await readFigures({ database: systemOfRecord }, await row(), clock.nowMs);
    expect(stages).toHaveLength(2);
    expect(stages[0]).toEqual(first);
  });

  test('are kept with what each gate said of them', async ({ systemOfRecord }) => {
    const { enter, look, shop, key } = await newCase(systemOfRecord);
    await enter(0);
    expect(await look()).toMatchObject({ kind: 'seen', verdict: 'hold' });
    const shown = await getRollout(systemOfRecord, { storeId: shop.storeId, rolloutId: key.rolloutId });
    expect(shown).toMatchObject({ version: 'next', primaryVersion: 'present', stage: 0 });
    expect(shown.looks).toHaveLength(1);
    expect(shown.lastLook?.gates.map(({ reason }) => reason)).toEqual(shown.lastLook?.gates.map(() => 'no_data'));
    const lost = withEngine(systemOfRecord, (tx) => tx.delete(rolloutLooks));
    await expect(lost).rejects.toThrow();
  });

  test('a version that fails for every cart is rolled back by the next look', async ({ systemOfRecord }) => {
    const { enter, look, cart, clock } = await newCase(systemOfRecord);
    await enter(0);
    clock.nowMs += 1;
    for (let n = 0; n < 8; n++) await cart({ candidate: null });
    clock.nowMs += 1;
    expect(await look()).toMatchObject({ verdict: 'roll_back' });
  });
});

async function createOther(database: Database, storeId: string, like: string): Promise<string> {
  const id = crypto.randomUUID();
  await withEngine(database, async (tx) => {
    const [row] = await tx.select().from(modelVersions).where(eq(modelVersions.id, like));
    if (row) await tx.insert(modelVersions).values({ ...row, id, storeId, version: 'other', stage: 'staging' });
  });
  return id;
}
