import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { modelMoves, modelVersions, rolloutLooks, trainingRuns } from '../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../db/postgres/tenancy.ts';
import { trainByProgram } from '../ml/training/cart-trainer.ts';
import { readServed } from '../services/prediction/registry/versions.ts';
import { type ModelLoop, openModelLoop, planOfASmallShop } from '../test/model-loop.ts';
import { test as base } from '../test/system-of-record.ts';
import { rolloutWorkflowId } from './contract.ts';

const program = fileURLToPath(new URL('../test/training/imitated-trainer.ts', import.meta.url));
/** Of log-odds: half as many buy, and chances of 15 % are said to be 45 %. */
const [halfAsMany, threeTimes] = [-0.8, 1.53];

interface Played extends ModelLoop {
  /** Times that the trainer was run. */
  trained(): number;
}

const test = base.extend('loop', async ({ systemOfRecord }, { onCleanup }): Promise<Played> => {
  let runs = 0;
  const loop = await openModelLoop({
    ...{ database: systemOfRecord, plan: planOfASmallShop, odds: halfAsMany, seed: 5 },
    trainer: {
      async train(job, options) {
        runs += 1;
        if (runs > 1) return trainByProgram([process.execPath, program, 'level'], job, options);
        const pid = join(job.data, 'pid');
        let isKilled = false;
        return trainByProgram([process.execPath, program, 'endless'], job, {
          ...options,
          say(line) {
            options.say(line);
            if (isKilled || !existsSync(pid)) return;
            isKilled = true;
            process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
          },
        });
      },
    },
  });
  onCleanup(loop.close);
  return { ...loop, trained: () => runs };
});

test('what people do changes: it is seen, learned though the trainer is killed, and answered by a new version, by itself', async ({
  loop,
  systemOfRecord: database,
}) => {
  const { storeId } = loop.shop;
  await loop.liveUntilNow({ days: 28, changedDays: 14, cartsPerDay: 130 });
  const [found] = await loop.check();
  expect(found).toMatchObject({
    report: { state: 'alarmed', cause: { kind: 'behaviour' } },
    retraining: { kind: 'asked' },
  });
  const change = found?.report.realised.find(({ group }) => group === 'untouched')?.change;
  expect(change).toMatchObject({ direction: 'fewer' });
  expect(change?.afterCarts).toBeLessThanOrEqual(2_000);

  const ofStore = eq(trainingRuns.storeId, storeId);
  const [asked] = await withEngine(database, (tx) => tx.select().from(trainingRuns).where(ofStore));
  expect(await loop.train(asked?.id ?? '')).toBe('registered');
  expect(loop.trained()).toBe(2);
  const versions = await withEngine(database, (tx) =>
    tx.select().from(modelVersions).where(eq(modelVersions.storeId, storeId)),
  );
  expect(versions).toMatchObject([{ stage: 'staging', lineage: { trainingRunId: asked?.id } }]);

  const [rollout, ...others] = await loop.rollOutRetrained();
  if (!rollout) throw new Error('nothing is rolled out');
  expect([others, await loop.rollOutRetrained()]).toEqual([[], []]);
  expect(await loop.finish(rollout)).toBe('promoted');
  const versionId = versions[0]?.id;
  expect(await readServed(database, { scope: { storeId }, model: 'purchase' })).toMatchObject({
    ...{ primaryVersionId: versionId, canaryVersionId: null, shadowVersionIds: [] },
  });
  expect(await movesOf(loop, database)).toEqual([
    ['registered', ''],
    ['shadowed', 'Scored beside the version that answers'],
    ...[1, 5, 25].flatMap((percent) => [
      ['canary', `Answers for ${percent} % of the carts`],
      ['shadowed', `Answers for ${percent} % of the carts`],
    ]),
    ['promoted', 'All gates were passed'],
  ]);
  const looks = await withEngine(database, (tx) =>
    tx.select().from(rolloutLooks).where(eq(rolloutLooks.rolloutId, rollout.id)),
  );
  expect(new Set(looks.map(({ stage }) => stage))).toEqual(new Set([0, 1, 2, 3]));
  // What Temporal's UI shows of it.
  const handle = loop.environment.client.workflow.getHandle(rolloutWorkflowId(rollout.id));
  const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
  expect(currentDetails).toContain('Canary: answers for **25 %** of the carts');
  expect(currentDetails).toContain('Next: 100 %');
});

test('a version whose chances are three times too high is taken back by itself before it answered for one cart in twenty', async ({
  loop,
  systemOfRecord: database,
}) => {
  const { storeId } = loop.shop;
  const rollout = await loop.rollOutMoved('three-times', threeTimes);
  expect(await loop.finish(rollout)).toBe('rolled_back');
  const { primary, canary } = loop.answered;
  expect(canary).toBeLessThan(0.05 * (primary + canary));
  expect(await readServed(database, { scope: { storeId }, model: 'purchase' })).toMatchObject({
    ...{ primaryVersionId: null, canaryVersionId: null, shadowVersionIds: [] },
  });
  expect((await movesOf(loop, database)).at(-1)?.[0]).toBe('rolled_back');
});

async function movesOf({ shop: { storeId } }: ModelLoop, database: Database): Promise<(readonly [string, string])[]> {
  const moves = await withEngine(database, (tx) =>
    tx.select().from(modelMoves).where(eq(modelMoves.storeId, storeId)).orderBy(asc(modelMoves.id)),
  );
  return moves.map(({ what, reason }) => [what, reason]);
}
