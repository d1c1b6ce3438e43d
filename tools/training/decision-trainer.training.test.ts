import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadModel } from '../../ml/load-model.ts';
import { shippedModelDirectory } from '../../ml/model-folder.ts';
import { parseParityRows, proveParity } from '../../ml/parity.ts';
import { createCartTrainer } from '../../ml/training/cart-trainer.ts';
import { openUpliftModel } from '../../ml/uplift-model.ts';
import {
  readTrainerLine,
  type TrainerEnd,
  upliftResultSchema,
} from '../../services/prediction/training/training-result.ts';
import { type SyntheticDecisions, writeSyntheticDecisions } from './synthetic-decisions.ts';

const cacheDirectory = fileURLToPath(new URL('../../.cache', import.meta.url));
const trainer = createCartTrainer({ cacheDirectory, model: 'uplift' });
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decision-trainer-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function train(name: string, decisions: Omit<SyntheticDecisions, 'folder'>) {
  const [data, out] = [join(folder, name, 'rows'), join(folder, name, 'model')];
  writeSyntheticDecisions({ folder: data, ...decisions });
  let end: TrainerEnd | undefined;
  await trainer.train(
    { data, prior: shippedModelDirectory, out },
    {
      say(text) {
        const line = readTrainerLine(text);
        if (line && 'end' in line) end = line;
      },
    },
  );
  if (!end) throw new Error('the trainer told no end');
  return { end, out };
}

describe('the trainer of what messages change', () => {
  test('tells apart whom messages win, though they were drawn more often for some, and is what the engine serves', async () => {
    const { end, out } = await train('signal', { rows: 24_000, won: 0.2 });
    expect(end.end).toBe('trained');
    const result = upliftResultSchema.parse(end.result);
    expect(result.qini.low).toBeGreaterThan(0);
    // Half of the people are won with a chance of 0.2, however often each half was written to.
    expect(result.ate.low).toBeLessThan(0.09);
    expect(result.ate.high).toBeGreaterThan(0.09);
    expect(Math.abs(result.ate.mean - 0.09)).toBeLessThan(0.03);
    const model = await loadModel(out);
    await proveParity(
      model,
      parseParityRows(await readFile(join(out, 'parity-rows.json')), model.featureSet.features.length),
    );
    const opened = await openUpliftModel(model);
    const place = opened.features.indexOf('product_views');
    const asked = (views: number) => Float32Array.from(opened.features, (_, at) => (at === place ? views : 1));
    const [many = [], few = []] = await opened.score([asked(18), asked(3)]);
    expect((many[1] ?? 0) - (many[0] ?? 0)).toBeGreaterThan(0.1);
    expect(Math.abs((few[1] ?? 0) - (few[0] ?? 0))).toBeLessThan(0.08);
    await opened.close();
    const [card, picture] = await Promise.all(
      ['MODEL_CARD.md', 'qini.svg'].map((file) => readFile(join(out, file), 'utf8')),
    );
    expect(card).toContain('Where it is wrong');
    expect(picture).toMatch(/^<svg /);
  });

  test('refuses what ranks no better than chance, because messages change nothing', async () => {
    const { end } = await train('noise', { rows: 16_000, won: 0 });
    expect(end).toMatchObject({ end: 'refused', gate: 'ranks_by_chance' });
    const result = upliftResultSchema.parse(end.result);
    expect(result.ate.low).toBeLessThan(0);
    expect(result.ate.high).toBeGreaterThan(0);
  });

  test('refuses decisions of which too few ended with an order', async () => {
    const { end } = await train('hardly', { rows: 200, won: 0 });
    expect(end).toEqual({ end: 'refused', gate: 'too_few_buyers', result: null });
  });
});
