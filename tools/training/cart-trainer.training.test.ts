import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cartFeatureSet } from '../../ml/cart-features.ts';
import { createTreeExplainer } from '../../ml/create-tree-explainer.ts';
import { loadModel } from '../../ml/load-model.ts';
import { shippedModelDirectory } from '../../ml/model-folder.ts';
import { parseParityRows, proveParity } from '../../ml/parity.ts';
import { createCartTrainer } from '../../ml/training/cart-trainer.ts';
import {
  readTrainerLine,
  type TrainerEnd,
  trainingResultSchema,
} from '../../services/prediction/training/training-result.ts';
import { createSeededRandom } from '../traffic/seeded-random.ts';
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

type Score = (row: Float32Array) => number;

/** What a model that passed its gates says of a row, in log-odds. */
async function scoreOf(model: string): Promise<Score> {
  const { trees } = await loadModel(model);
  const places = trees.features.map((name) => cartFeatureSet.features.findIndex((feature) => feature.name === name));
  const { bias, explain } = createTreeExplainer(trees);
  return (row) => {
    const parts = new Float64Array(places.length);
    explain(
      Float32Array.from(places, (place) => row[place] ?? Number.NaN),
      parts,
    );
    return parts.reduce((sum, part) => sum + part, bias);
  };
}

/** The score that one of ten made-up people reaches. */
function topTenth(score: Score): number {
  const random = createSeededRandom(10).next;
  const scores = Array.from({ length: 2_000 }, () =>
    score(Float32Array.from(cartFeatureSet.features, () => random() * 10)),
  ).sort((a, b) => a - b);
  return scores[Math.floor(0.9 * scores.length)] ?? 0;
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

  describe('whose score is noise and chooses who gets a message, retrained five times', () => {
    /** A number that has nothing to do with who buys; the top tenth of the score gets a message. */
    const noise: Score = (row) => row[cartFeatureSet.features.findIndex(({ name }) => name === 'hour_of_day')] ?? 0;
    const play = async (name: string, rounds: number, more: Partial<SyntheticCarts>) => {
      let score = noise;
      const skills: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        const top = topTenth(score);
        const carts = {
          ...more,
          rows: 16_000,
          signal: 0,
          seed: round,
          messaged: (row: Float32Array) => score(row) >= top,
        };
        const { end, out, result } = await train(`${name}-${round}`, carts);
        skills.push(result?.metrics.auc.mean ?? Number.NaN);
        if (end.end === 'trained') score = await scoreOf(out);
      }
      return skills;
    };

    test('reports a skill of chance each time (operations M10)', async () => {
      const skills = await play('chosen', 5, { drawnShare: 0.8 });
      expect(skills).toHaveLength(5);
      for (const skill of skills) expect(Math.abs(skill - 0.5)).toBeLessThan(0.05);
    });

    test('would report a skill if those who got messages were labels like the rest', async () => {
      const [skill = 0] = await play('hidden', 1, { drawnShare: 0.8, hidesDrawn: true });
      expect(skill).toBeGreaterThan(0.55);
    });
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
