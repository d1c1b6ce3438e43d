import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { and, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { modelVersions, trainingRuns } from '../../db/postgres/schema/index.ts';
import { withEngine } from '../../db/postgres/tenancy.ts';
import { type CartTrainer, createCartTrainer } from '../../ml/training/cart-trainer.ts';
import { readServed } from '../../services/prediction/registry/versions.ts';
import { openModelLoop, planOfASmallShop } from '../../test/model-loop.ts';
import { test as base } from '../../test/system-of-record.ts';

const python = createCartTrainer({ cacheDirectory: fileURLToPath(new URL('../../.cache', import.meta.url)) });

/** The real trainer, which is killed the first time that it is at work. */
const killedOnce: CartTrainer = {
  async train(job, options) {
    const mayKill = !isKilled;
    await python.train(job, {
      ...options,
      say(line) {
        options.say(line);
        if (!mayKill || isKilled || !line.includes('"reading"')) return;
        isKilled = true;
        process.kill(pidOf('cart_train.py'), 'SIGKILL');
      },
    });
  },
};
let isKilled = false;

/** Of a child of this process that runs a program of this name. */
function pidOf(program: string): number {
  const children = readdirSync('/proc/self/task').flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' '),
  );
  const found = children.find((pid) => pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program));
  if (!found) throw new Error(`${program} does not run`);
  return Number(found);
}

const test = base.extend('loop', async ({ systemOfRecord }, { onCleanup }) => {
  const loop = await openModelLoop({
    ...{ database: systemOfRecord, trainer: killedOnce, plan: planOfASmallShop, odds: -0.8, seed: 4 },
  });
  onCleanup(loop.close);
  return loop;
});

test('what people do changes: the real trainer, killed once, makes a version that goes to all carts', async ({
  loop,
  systemOfRecord: database,
}) => {
  const { storeId } = loop.shop;
  // Most of it is of before the change.
  await loop.liveUntilNow({ days: 60, changedDays: 14, cartsPerDay: 400 });
  const [found] = await loop.check();
  expect(found?.retraining).toEqual({ kind: 'asked' });
  const [asked] = await withEngine(database, (tx) =>
    tx.select().from(trainingRuns).where(eq(trainingRuns.storeId, storeId)),
  );
  const end = await loop.train(asked?.id ?? '');
  expect([end, isKilled]).toEqual(['registered', true]);
  const [rollout] = await loop.rollOutRetrained();
  if (!rollout) throw new Error('nothing is rolled out');
  expect(await loop.finish(rollout)).toBe('promoted');
  const served = await readServed(database, { scope: { storeId }, model: 'purchase' });
  const isProduction = and(eq(modelVersions.storeId, storeId), eq(modelVersions.stage, 'production'));
  const answering = await withEngine(database, (tx) => tx.select().from(modelVersions).where(isProduction));
  expect(answering.map(({ id }) => id)).toEqual([served?.primaryVersionId]);
});
