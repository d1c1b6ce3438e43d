import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedModelDirectory } from '../../ml/model-folder.ts';
import { createCartTrainer } from '../../ml/training/cart-trainer.ts';
import {
  readTrainerLine,
  type TrainerEnd,
  trainingResultSchema,
} from '../../services/prediction/training/training-result.ts';
import { writeSyntheticCarts } from '../training/synthetic-carts.ts';
import type { BenchResult } from './bench-result.ts';

const carts = 100_000;
/** What a night has room for: a model of this many carts is to take less of one core. */
const cpuSecondsMax = 60;

/** A model of 100,000 made-up carts, from the rows to the folder with gates, card and pictures: seconds of one core. */
export async function benchTraining(): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-training-'));
  const cacheDirectory = fileURLToPath(new URL('../../.cache', import.meta.url));
  try {
    const data = join(folder, 'rows');
    writeSyntheticCarts({ folder: data, rows: carts, signal: 1 });
    let end: TrainerEnd | undefined;
    const startedAt = performance.now();
    await createCartTrainer({ cacheDirectory }).train(
      { data, prior: shippedModelDirectory, out: join(folder, 'model') },
      {
        say(text) {
          const line = readTrainerLine(text);
          if (line && 'end' in line) end = line;
        },
      },
    );
    const wall = ((performance.now() - startedAt) / 1_000).toFixed(1);
    const result = trainingResultSchema.nullable().parse(end?.result ?? null);
    if (!end || !result) throw new Error('the trainer told no result');
    const note = `${end.end}, ${result.rounds} trees, AUC ${result.metrics.auc.mean.toFixed(3)}, ECE ${result.metrics.ece.mean.toFixed(4)}; ${wall} s of the wall; raw is the limit`;
    const ours = result.cpuSeconds;
    return [
      { name: 'training, 100,000 carts', unit: 'CPU s', ours, raw: cpuSecondsMax, ratio: cpuSecondsMax / ours, note },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
