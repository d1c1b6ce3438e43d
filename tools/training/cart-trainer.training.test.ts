import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadModel } from '../../ml/load-model.ts';
import { shippedModelDirectory } from '../../ml/model-folder.ts';
import { parseParityRows, proveParity } from '../../ml/parity.ts';
import { createCartTrainer } from '../../ml/training/cart-trainer.ts';
import {
  readTrainerLine,
  type TrainerEnd,
  trainingResultSchema,
} from '../../services/prediction/training/training-result.ts';
import { type SyntheticCarts, writeSyntheticCarts } from './synthetic-carts.ts';

const trainer = createCartTrainer({ cacheDirectory: fileURLToPath(new URL('../../.cache', import.meta.url)) });
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cart-trainer-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function train(name: string, carts: Omit<SyntheticCarts, 'folder'>) {
  const [data, out] = [join(folder, name, 'rows'), join(folder, name, 'model')];
  writeSyntheticCarts({ folder: data, ...carts });
  const steps: string[] = [];
  let end: TrainerEnd | undefined;
  await trainer.train(
    { data, prior: shippedModelDirectory, out },
    {
      say(text) {
        const line = readTrainerLine(text);
        if (!line) return;
        if ('end' in line) end = line;
        else steps.push(line.phase);
      },
    },
  );
  if (!end) throw new Error('the trainer told no end');
  return { end, result: trainingResultSchema.nullable().parse(end.result), steps, out };
}

describe('the trainer of models of carts', () => {
  test('learns what there is to be learned, is right about its chances, and is what the serving runtime says', async () => {
    const { end, result, steps, out } = await train('signal', { rows: 40_000, signal: 1 });
    expect(end).toMatchObject({ end: 'trained', result: { candidate: 'own_trees' } });
    expect(result?.metrics.auc.mean).toBeGreaterThan(0.7);
    expect(new Set(steps)).toEqual(new Set(['reading', 'training', 'exporting', 'evaluating', 'writing']));
    const model = await loadModel(out);
    const rows = parseParityRows(await readFile(join(out, 'parity-rows.json')), model.featureSet.features.length);
    await proveParity(model, rows);
    expect(model.manifest.metrics.auc.mean).toBe(result?.metrics.auc.mean);
    expect(new Set(result?.slices.map(({ by }) => by))).toEqual(new Set(['store', 'month', 'value']));
    const files = ['MODEL_CARD.md', 'reliability.svg', 'importance.svg'].map((file) =>
      readFile(join(out, file), 'utf8'),
    );
    const [card, ...pictures] = await Promise.all(files);
    expect(card).toContain('Where it is wrong');
    for (const picture of pictures) expect(picture).toMatch(/^<svg /);
  });

  test('moves the served model to the level of the carts where there are too few buyers for trees', async () => {
    const { end, result } = await train('few', { rows: 3_000, signal: 0, drawnShare: 0 });
    expect(result?.candidate ?? end.end).toMatch(/served_moved|refused/);
    expect(result?.candidates.map(({ name }) => name)).toEqual(['served_moved']);
  });

  test('learns no order where there is none, though messages made half of the people buy more (operations M10)', async () => {
    const { result } = await train('noise', { rows: 20_000, signal: 0 });
    expect(Math.abs((result?.metrics.auc.mean ?? 0) - 0.5)).toBeLessThan(0.05);
    const treated = result?.importance.find(({ feature }) => feature === 'treated');
    // Trees of their own put the effect where it belongs; the moved model has only its level.
    if (result?.candidate === 'own_trees') expect(treated?.share).toBeGreaterThan(0);
  });

  test('refuses carts of which too few were bought', async () => {
    const { end } = await train('hardly', { rows: 120, signal: 0 });
    expect(end).toEqual({ end: 'refused', gate: 'too_few_buyers', result: null });
  });

  test('ends when it is told to', async () => {
    const data = join(folder, 'signal', 'rows');
    const cancel = new AbortController();
    const training = trainer.train(
      { data, prior: shippedModelDirectory, out: join(folder, 'never') },
      { signal: cancel.signal, say: () => cancel.abort() },
    );
    await expect(training).rejects.toMatchObject({ code: 'program_failed' });
  });
});
