import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import { system } from '../../../domain/actor.ts';
import { loadModel } from '../../../ml/load-model.ts';
import { openUpliftModel } from '../../../ml/uplift-model.ts';
import { test } from '../../../test/system-of-record.ts';
import { createFolderArtifacts } from '../registry/artifact-store.ts';
import { noLineage, registerModel } from '../registry/register.ts';
import { draftPolicy } from './draft-policy.ts';
import { createUpliftScorer } from './uplift-scorer.ts';

/** Trained on made-up decisions (`test/uplift/make-decisions.py`): messages win who looked at more than fifteen products. */
const folder = fileURLToPath(new URL('../../../test/uplift/model', import.meta.url));
const parityRows = z.array(z.object({ features: z.array(z.number().nullable()), chances: z.array(z.number()) }));

test('a model of what messages change says what its trainer said, also of what is not known', async () => {
  const model = await openUpliftModel(await loadModel(folder));
  onTestFinished(() => model.close());
  expect(model.actions).toEqual(['none', 'message', 'offer']);
  const rows = parityRows.parse(JSON.parse(await readFile(join(folder, 'parity-rows.json'), 'utf8')));
  const scored = await model.score(rows.map(({ features }) => Float32Array.from(features, (value) => value ?? NaN)));
  expect(rows.length).toBeGreaterThan(100);
  rows.forEach(({ chances }, row) => {
    chances.forEach((chance, action) => {
      expect(scored[row]?.[action]).toBeCloseTo(chance, 5);
    });
  });
});

test('a store asks its registered version, and is told nothing of features of another set', async ({
  systemOfRecord: database,
  newShop,
}) => {
  const directory = await mkdtemp(join(tmpdir(), 'uplift-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const artifacts = createFolderArtifacts(directory);
  const [own, other] = [await newShop(), await newShop()];
  const { versionId } = await registerModel(
    { database, artifacts, now: Date.now },
    { scope: { storeId: own.storeId }, model: 'uplift', folder, lineage: noLineage, actor: system },
  );
  const scorer = createUpliftScorer({ database, artifacts });
  const ask = await scorer(own.storeId, versionId);
  const looked = (views: number) =>
    [
      ...([
        ['product_views', views],
        ['product_view_seconds', views * 30],
        ['seconds_per_product_view', 30],
      ] as const),
      ...([
        ['returning_visitor', 1],
        ['weekend', 0],
      ] as const),
    ] as const;
  const [many, few, foreign, nothing] = await ask([looked(30), looked(5), [['other', 1]], null]);
  expect((many?.message ?? 0) - (many?.none ?? 0)).toBeGreaterThan(0.1);
  expect(Math.abs((few?.message ?? 0) - (few?.none ?? 0))).toBeLessThan(0.1);
  expect([foreign, nothing]).toEqual([null, null]);
  await expect(scorer(other.storeId, versionId)).rejects.toMatchObject({ code: 'conflict' });

  const terms = { economics: { currency: 'EUR' }, scores: { kind: 'model', modelVersionId: versionId } } as const;
  const draft = (storeId: string) =>
    draftPolicy({ database, now: Date.now }, { actor: system, storeId, name: 'By a model', terms });
  expect((await draft(own.storeId)).terms.scores.kind).toBe('model');
  await expect(draft(other.storeId)).rejects.toMatchObject({ code: 'invalid' });
});
