import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minuteMs } from '../../domain/duration.ts';
import { pythonEnvironment } from './python-environment.ts';
import { type ProgramOptions, runProgram } from './run-program.ts';

export const cartTrainingMsMax = 30 * minuteMs;

/** A trainer of models from what a store's carts did, a program of its own: it costs nothing until it is asked. */
export interface CartTrainer {
  /**
   * Learns from the rows in `data` and writes a model to `out` if it passes its gates: one of who buys has to beat the one in
   * `prior`. `say` gets its lines; an aborted `signal` ends it. Rejects with a `TrainingError`.
   */
  train(
    job: { readonly data: string; readonly prior: string; readonly out: string },
    options: Omit<ProgramOptions, 'timeoutMs'>,
  ): Promise<void>;
}

/** Of who buys without help, and of what messages change. */
const programs = { purchase: 'cart_train.py', uplift: 'decision_train.py' } as const;

/** In Python, whose packages are set up in `cacheDirectory` at the first run. */
export function createCartTrainer({
  cacheDirectory,
  model = 'purchase',
}: {
  readonly cacheDirectory: string;
  readonly model?: keyof typeof programs;
}): CartTrainer {
  return {
    async train(job, options) {
      await mkdir(cacheDirectory, { recursive: true });
      const python = await pythonEnvironment(join(cacheDirectory, 'ml-venv'), options);
      await trainByProgram([python, fileURLToPath(new URL(`./${programs[model]}`, import.meta.url))], job, options);
    },
  };
}

/** Runs whatever speaks the trainer's lines: the program, then its arguments. */
export async function trainByProgram(
  [command, ...programArguments]: readonly [string, ...string[]],
  { data, prior, out }: Parameters<CartTrainer['train']>[0],
  options: Omit<ProgramOptions, 'timeoutMs'>,
): Promise<void> {
  const job = [`--data=${data}`, `--prior=${prior}`, `--out=${out}`];
  await runProgram(command, [...programArguments, ...job], { ...options, timeoutMs: cartTrainingMsMax });
}
