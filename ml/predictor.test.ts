import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { FeatureInput } from './feature-input.ts';
import { featureSetHash } from './features.ts';
import { startInferenceThread } from './inference-thread.ts';
import { loadModel } from './load-model.ts';
import { shippedModelDirectory } from './model-folder.ts';
import { reasonsMax } from './prediction.ts';
import { createPredictor, type Predictor } from './predictor.ts';
import { addToActivity, emptyActivity } from './shopping-activity.ts';

interface ParityRow {
  readonly features: readonly (number | null)[];
  readonly probability: number;
  readonly contributions: readonly number[];
}

const model = await loadModel(shippedModelDirectory);
const parityMax = 1e-5;
const opened: Predictor[] = [];
afterEach(() => Promise.all(opened.splice(0).map((predictor) => predictor.close())));

function open(...options: Parameters<typeof createPredictor>): Predictor {
  const predictor = createPredictor(...options);
  opened.push(predictor);
  return predictor;
}

/** A shopper who looked at `views` products, a minute each. */
function shopper(views: number): FeatureInput {
  const startMs = Date.UTC(2026, 0, 5);
  let activity = emptyActivity;
  for (let view = 0; view < views; view++) {
    activity = addToActivity(activity, {
      type: 'product_viewed',
      atMs: startMs + view * 60_000,
      productId: `p${view}`,
    });
  }
  return { activity, cart: null, atMs: startMs + 3_600_000, timeZone: 'UTC' };
}

test('the runtime says what LightGBM said, for known, missing and on-the-threshold values', async () => {
  const rows: readonly ParityRow[] = JSON.parse(
    await readFile(join(shippedModelDirectory, 'parity-rows.json'), 'utf8'),
  );
  const thread = startInferenceThread();
  await thread.load('shipped', model);
  const { lines } = await thread.score(
    'shipped',
    Float32Array.from(rows.flatMap(({ features }) => features.map((value) => value ?? NaN))),
  );
  await thread.stop();
  const width = model.trees.features.length + 1;
  const differences = rows.map(({ probability, contributions }, row) => {
    const expected = [probability, ...contributions];
    return Math.max(...expected.map((value, index) => Math.abs(value - lines[row * width + index]!)));
  });
  expect(rows.length).toBeGreaterThan(300);
  expect(rows.some(({ features }) => features.every((value) => value === null))).toBe(true);
  expect(Math.max(...differences)).toBeLessThan(parityMax);
});

describe('a prediction', () => {
  test('names its model, its features and its strongest reasons first', async () => {
    const prediction = await open(model).predict(shopper(30));
    expect(prediction).toMatchObject({ modelVersion: 'prior-1', featureSetHash });
    expect(prediction.probability).toBeGreaterThan(0);
    expect(prediction.probability).toBeLessThan(1);
    const sizes = prediction.reasons.map(({ contribution }) => Math.abs(contribution));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(prediction.reasons).toHaveLength(reasonsMax);
    expect(
      prediction.reasons.every(({ direction, contribution }) => (direction === 'raises') === contribution > 0),
    ).toBe(true);
  });

  test('is higher for a shopper who looked around for long, and says that this is why', async () => {
    const [short, long] = await open(model).predictMany([shopper(1), shopper(60)]);
    expect(long!.probability).toBeGreaterThan(short!.probability);
    expect(long!.reasons).toContainEqual(
      expect.objectContaining({ feature: 'product_view_seconds', value: 3_540, direction: 'raises' }),
    );
  });

  test('is made for a shopper of whom nothing is known, with null for what is not known', async () => {
    const prediction = await open(model).predict({ activity: emptyActivity, cart: null, atMs: 0, timeZone: 'UTC' });
    expect(JSON.parse(JSON.stringify(prediction))).toEqual(prediction);
    expect(prediction.reasons.every(({ value }) => value === null)).toBe(true);
  });

  test('does not depend on the company it is scored in', async () => {
    const predictor = open(model, { batchRowsMax: 7 });
    const shoppers = Array.from({ length: 50 }, (_, views) => shopper(views));
    const together = await predictor.predictMany(shoppers);
    for (const [views, alone] of shoppers.entries()) expect(await predictor.predict(alone)).toEqual(together[views]);
  });
});

describe('a predictor', () => {
  test('refuses at once what it cannot queue, and goes on answering', async () => {
    const predictor = open(model, { queueRowsMax: 8, batchRowsMax: 4 });
    const settled = await Promise.allSettled(Array.from({ length: 40 }, () => predictor.predict(shopper(3))));
    const refused = settled.filter((each) => each.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ reason }) => reason.code === 'predictor_overloaded')).toBe(true);
    expect((await predictor.predict(shopper(3))).modelVersion).toBe('prior-1');
  });

  test('answers what it accepted before it closes, and then nothing more', async () => {
    const predictor = open(model);
    const accepted = predictor.predictMany(Array.from({ length: 200 }, () => shopper(2)));
    await predictor.close();
    expect(await accepted).toHaveLength(200);
    await expect(predictor.predict(shopper(2))).rejects.toMatchObject({ code: 'predictor_closed' });
  });

  test('fails every caller when the model cannot be run, instead of letting them wait', async () => {
    const predictor = open({ ...model, onnx: new Uint8Array([1, 2, 3]) });
    await expect(predictor.predict(shopper(2))).rejects.toMatchObject({ code: 'predictor_failed' });
    await expect(predictor.predict(shopper(2))).rejects.toMatchObject({ code: 'predictor_failed' });
  });
});
