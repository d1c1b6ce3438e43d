import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minuteMs } from '../../domain/duration.ts';
import { exportedFeatureSets } from './feature-sets.ts';
import { pythonEnvironment } from './python-environment.ts';
import { type ProgramOptions, runProgram } from './run-program.ts';

const trainTimeoutMs = 30 * minuteMs;

/** The Python trainer as a part of this program. Reports what it does line by line; throws a `TrainingError`. */
export interface Trainer {
  /** Trains on the online-shoppers file and writes the model to `out` if it passes its gates. */
  train(job: { readonly data: string; readonly version: string; readonly out: string }): Promise<void>;
  /** Trains what an action changes, on decisions drawn by chance, and writes the model to `out` if it passes its gates. */
  trainUplift(job: { readonly data: string; readonly version: string; readonly out: string }): Promise<void>;
  /** Prints the approach beside the anchors; nothing is written. */
  evaluate(job: { readonly uci?: string; readonly retailrocket?: string }): Promise<void>;
}

export interface TrainerOptions extends Omit<ProgramOptions, 'timeoutMs'> {
  /** Where the Python packages and the exported feature list are kept; can be deleted at any time. */
  readonly cacheDirectory: string;
}

export function createTrainer({ cacheDirectory, ...options }: TrainerOptions): Trainer {
  const run = async (program: string, programOptions: Readonly<Record<string, string | undefined>>): Promise<void> => {
    const python = await pythonEnvironment(join(cacheDirectory, 'ml-venv'), options);
    const features = join(cacheDirectory, 'ml-feature-sets.json');
    await mkdir(cacheDirectory, { recursive: true });
    await writeFile(features, JSON.stringify(exportedFeatureSets(), null, 2));
    const given = Object.entries({ features, ...programOptions }).filter(([, value]) => value !== undefined);
    const path = fileURLToPath(new URL(`./${program}.py`, import.meta.url));
    await runProgram(python, [path, ...given.map(([name, value]) => `--${name}=${value}`)], {
      ...options,
      timeoutMs: trainTimeoutMs,
    });
  };
  return {
    train: (job) => run('train', { ...job }),
    trainUplift: (job) => run('uplift_train', { ...job }),
    evaluate: (job) => run('evaluate', { ...job }),
  };
}
