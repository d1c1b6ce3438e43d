import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { DatabaseUrls } from '../../../db/postgres/create-database.ts';
import { modelMoves, modelVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import type { ModelMoveKind } from '../../../domain/model.ts';
import type { RolloutPlan } from '../../../domain/rollout/plan.ts';
import { createRolloutModels } from '../../../test/rollout-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { stopInTheMiddle } from '../../../test/stop-in-the-middle.ts';
import { test } from '../../../test/system-of-record.ts';
import { readServed } from '../registry/versions.ts';
import { endRollout } from './end.ts';
import { enterStage, isServedAsPlanned } from './enter-stage.ts';
import { findRollout } from './rollout.ts';
import { startRollout } from './start.ts';

const few = { scores: 1, matured: 1, buyers: 1, messages: 1, people: 1 };
const plan: RolloutPlan = {
  slowAfterMs: 50,
  stages: [0, 5, 25].map((percent) => ({ percent, msMin: 0, samples: few })),
};

/** A rollout that stands in its shadow stage. */
async function newCase(database: Database, urls: DatabaseUrls) {
  const { storeId } = await createShop(database);
  const models = await createRolloutModels(database, { storeId });
  const deps = { database, now: Date.now };
  const its = { scope: { storeId }, model: 'purchase' } as const;
  const { id: rolloutId } = await startRollout(deps, { ...its, versionId: models.candidateId, actor: system, plan });
  const key = { storeId, rolloutId };
  await enterStage(deps, { ...key, stage: 0 });
  return {
    ...{ models, deps, key },
    kill: (work: Parameters<typeof stopInTheMiddle>[0]['work'], stopAt: number) =>
      stopInTheMiddle({ urls, work, stopAt }),
    served: () => readServed(database, its),
    isServedAsPlanned: async () => {
      const row = await findRollout(database, key);
      return row !== null && isServedAsPlanned(deps, row);
    },
    /** The versions that answer for all by their stage. */
    answering: () =>
      withEngine(database, async (tx) => {
        const isAnswering = and(eq(modelVersions.storeId, storeId), eq(modelVersions.stage, 'production'));
        return (await tx.select({ id: modelVersions.id }).from(modelVersions).where(isAnswering)).map(({ id }) => id);
      }),
    times: (what: ModelMoveKind) =>
      withEngine(database, async (tx) => {
        const isMove = and(eq(modelMoves.storeId, storeId), eq(modelMoves.what, what));
        return (await tx.select({ id: modelMoves.id }).from(modelMoves).where(isMove)).length;
      }),
  };
}

describe('a worker that is killed', () => {
  // Within the change to the canary, within that of what is scored, and between both and the record of the stage.
  test.for([1, 2, 3])(
    'at stop %i of entering a stage leaves one version that answers, and the stage is entered',
    async (stopAt, { systemOfRecord, database: urls }) => {
      const { models, deps, key, kill, served, answering, times, ...its } = await newCase(systemOfRecord, urls);
      await kill({ kind: 'enter', asked: { ...key, stage: 1 } }, stopAt);
      expect(await answering()).toEqual([models.primaryId]);
      expect(await served()).toMatchObject({
        primaryVersionId: models.primaryId,
        canaryVersionId: stopAt === 1 ? null : models.candidateId,
      });
      expect((await findRollout(systemOfRecord, key))?.stage).toBe(0);
      expect(await enterStage(deps, { ...key, stage: 1 })).toEqual({ kind: 'entered' });
      expect(await its.isServedAsPlanned()).toBe(true);
      expect(await served()).toMatchObject({ canaryPercent: 5, shadowVersionIds: [models.candidateId] });
      expect(await times('canary')).toBe(1);
    },
  );

  // Within the change of what answers, and between it and the record of the end.
  test.for([1, 2])(
    'at stop %i of the last step leaves one version that answers, and it is promoted once',
    async (stopAt, { systemOfRecord, database: urls }) => {
      const { models, deps, key, kill, served, answering, times } = await newCase(systemOfRecord, urls);
      for (const stage of [1, 2]) await enterStage(deps, { ...key, stage });
      const asked = { ...key, because: null, gates: [] };
      await kill({ kind: 'end', asked }, stopAt);
      expect(await answering()).toEqual([stopAt === 1 ? models.primaryId : models.candidateId]);
      expect(await endRollout(deps, asked)).toBe('promoted');
      expect(await served()).toMatchObject({ primaryVersionId: models.candidateId, canaryVersionId: null });
      expect([await answering(), await times('promoted')]).toEqual([[models.candidateId], 1]);
    },
  );

  test.for([1, 2])(
    'at stop %i of a roll-back leaves the version of before, and it is rolled back once',
    async (stopAt, { systemOfRecord, database: urls }) => {
      const { models, deps, key, kill, served, answering, times } = await newCase(systemOfRecord, urls);
      await enterStage(deps, { ...key, stage: 1 });
      const asked = { ...key, because: 'gate', gates: ['errors'] } as const;
      await kill({ kind: 'end', asked }, stopAt);
      expect(await answering()).toEqual([models.primaryId]);
      expect(await endRollout(deps, asked)).toBe('rolled_back');
      expect(await served()).toMatchObject({ canaryVersionId: null, shadowVersionIds: [], canaryPercent: 0 });
      expect([await answering(), await times('rolled_back')]).toEqual([[models.primaryId], 1]);
    },
  );
});
