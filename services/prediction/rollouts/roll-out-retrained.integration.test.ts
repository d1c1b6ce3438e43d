import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { modelVersions, rollouts, trainingRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { dayMs } from '../../../domain/duration.ts';
import { createRolloutModels } from '../../../test/rollout-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { noLineage } from '../registry/register.ts';
import { commandRollout } from './command.ts';
import { rollOutRetrained } from './roll-out-retrained.ts';
import { startRollout } from './start.ts';

/** A store whose model was trained anew, by default because of drift and against what answers. */
async function newCase(
  database: Database,
  {
    reason = 'drift',
    against,
    endedAt = new Date(),
  }: { reason?: 'drift' | 'asked'; against?: string; endedAt?: Date } = {},
) {
  const { storeId } = await createShop(database);
  const models = await createRolloutModels(database, { storeId });
  const deps = { database, now: Date.now };
  async function trained(versionId: string, at: Date): Promise<void> {
    const lineage = { ...noLineage, parentVersionId: against ?? models.primaryId };
    await withEngine(database, async (tx) => {
      await tx.update(modelVersions).set({ lineage }).where(eq(modelVersions.id, versionId));
      await tx.insert(trainingRuns).values({
        ...{ id: uuidV7(), storeId, model: 'purchase', reason, state: 'registered', versionId, actorKind: 'system' },
        ...{ progress: { step: 'registering', done: 1 }, requestedAt: at, startedAt: at, endedAt: at },
      });
    });
  }
  await trained(models.candidateId, endedAt);
  return {
    ...{ models, deps, trained, its: { scope: { storeId }, model: 'purchase', actor: system } as const },
    /** Versions that began, of this store. */
    begin: async () =>
      (await rollOutRetrained(deps, { limit: 100 }))
        .filter((one) => one.storeId === storeId)
        .map((one) => one.versionId),
    undo: async () => {
      const [row] = await withEngine(database, (tx) => tx.select().from(rollouts).where(eq(rollouts.storeId, storeId)));
      const key = { storeId, rolloutId: row?.id ?? '' };
      await commandRollout(deps, { ...key, command: 'undo', reason: 'a reason', actor: system });
    },
  };
}

test('what was trained because of drift begins its rollout by itself, and once for ever', async ({
  systemOfRecord,
}) => {
  const { models, begin, undo } = await newCase(systemOfRecord);
  expect(await begin()).toEqual([models.candidateId]);
  expect(await begin()).toEqual([]);
  await undo();
  expect(await begin()).toEqual([]);
});

test('two processes that look at once begin one', async ({ systemOfRecord }) => {
  const { models, begin } = await newCase(systemOfRecord);
  const begun = await Promise.all([begin(), begin(), begin()]);
  expect(begun.flat()).toEqual([models.candidateId]);
});

test('what a person asked for waits for a person', async ({ systemOfRecord }) => {
  const { begin } = await newCase(systemOfRecord, { reason: 'asked' });
  expect(await begin()).toEqual([]);
});

test('what was measured against another version than the one that answers waits for a person', async ({
  systemOfRecord,
}) => {
  const { begin } = await newCase(systemOfRecord, { against: uuidV7() });
  expect(await begin()).toEqual([]);
});

test('what was trained more than two weeks ago waits for a person', async ({ systemOfRecord }) => {
  const { begin } = await newCase(systemOfRecord, { endedAt: new Date(Date.now() - 15 * dayMs) });
  expect(await begin()).toEqual([]);
});

test('a rollout that is under way goes first, and of two trained since then the newest follows', async ({
  systemOfRecord,
}) => {
  const { models, deps, its, trained, begin, undo } = await newCase(systemOfRecord);
  const [other, newest] = [uuidV7(), uuidV7()];
  await withEngine(systemOfRecord, async (tx) => {
    const [like] = await tx.select().from(modelVersions).where(eq(modelVersions.id, models.candidateId));
    if (!like) throw new Error('the version is gone');
    for (const id of [other, newest]) await tx.insert(modelVersions).values({ ...like, id, version: id });
  });
  await startRollout(deps, { ...its, versionId: other });
  await trained(newest, new Date(Date.now() + 1_000));
  expect(await begin()).toEqual([]);
  await undo();
  expect(await begin()).toEqual([newest]);
});
