import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chanceOf, logOdds } from '../../domain/statistics/log-odds.ts';
import { cartFeatureSet } from '../../ml/cart-features.ts';
import { startInferenceThread } from '../../ml/inference-thread.ts';
import { loadModel } from '../../ml/load-model.ts';

/** Behind the features: bought, drawn, store, hours (`services/prediction/training/collect.ts`). */
const ownColumns = 4;
const width = cartFeatureSet.features.length + ownColumns;
/** The part of the time that calibrates, as of `ml/training/cart_rows.py`; rows come newest first. */
const calibrated = { from: 0.15, to: 0.3 };
const steps = 20;

/** How far the log-odds of the model in `prior` have to be moved so that as many are expected to buy as did. */
export async function learnLevel({ data, prior }: { readonly data: string; readonly prior: string }): Promise<number> {
  const bytes = readFileSync(join(data, 'rows.f32'));
  const table = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / Float32Array.BYTES_PER_ELEMENT);
  const all = table.length / width;
  const rows = Array.from({ length: Math.floor(all * (calibrated.to - calibrated.from)) }, (_, row) => {
    const start = (Math.floor(all * calibrated.from) + row) * width;
    return table.subarray(start, start + width);
  }).filter((row) => row[width - ownColumns + 1] === 0);
  const odds = (await scoresOf(prior, rows)).map(logOdds);
  const bought = rows.reduce((sum, row) => sum + (row[width - ownColumns] ?? 0), 0);
  let level = 0;
  for (let step = 0; step < steps; step++) {
    const chances = odds.map((one) => chanceOf(one + level));
    const expected = chances.reduce((sum, chance) => sum + chance, 0);
    level += (bought - expected) / chances.reduce((sum, chance) => sum + chance * (1 - chance), 0);
  }
  return level;
}

async function scoresOf(folder: string, rows: readonly Float32Array[]): Promise<readonly number[]> {
  const model = await loadModel(folder);
  const places = model.featureSet.features.map(({ name }) =>
    cartFeatureSet.features.findIndex((feature) => feature.name === name),
  );
  const thread = startInferenceThread();
  try {
    await thread.load('prior', model);
    const { lines } = await thread.score(
      'prior',
      Float32Array.from(rows.flatMap((row) => places.map((place) => row[place] ?? NaN))),
    );
    return rows.map((_, row) => lines[row * (places.length + 1)] ?? NaN);
  } finally {
    await thread.stop();
  }
}
