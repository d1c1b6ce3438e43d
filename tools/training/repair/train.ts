import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minuteMs } from '../../../domain/duration.ts';
import { shippedMatcherDirectory } from '../../../ml/field-matcher/load.ts';
import { pythonEnvironment } from '../../../ml/training/python-environment.ts';
import { runProgram } from '../../../ml/training/run-program.ts';
import { pairFeatureNames, pairFeatureVersion } from '../../../repair/matcher/pair-features.ts';
import { makeQuestions } from './questions.ts';
import type { Split } from './shop-namings.ts';

const lettersOf: Readonly<Record<Split, number>> = { training: 6_000, calibration: 4_000, held_out: 4_000 };
const trainTimeoutMs = 10 * minuteMs;
const version = 'field-matcher-1';

export interface TrainRepair {
  readonly dataFolder: string;
  readonly cacheFolder: string;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** Makes the questions, trains the field matcher in Python and writes it where it is served from. */
export async function trainRepair({ dataFolder, cacheFolder, seed, say }: TrainRepair): Promise<void> {
  const webhookFolder = join(dataFolder, 'webhooks');
  const python = await pythonEnvironment(join(cacheFolder, 'ml-venv'), { say });
  const questions = Object.fromEntries(
    (Object.keys(lettersOf) as Split[]).map((split, index) => {
      say(`making ${lettersOf[split]} letters: ${split}`);
      const options = { split, letters: lettersOf[split], seed: seed + index, dataFolder, webhookFolder };
      return [split, makeQuestions(options)];
    }),
  );
  const file = join(cacheFolder, 'repair-questions.json');
  await mkdir(cacheFolder, { recursive: true });
  const asked = { seed, featureVersion: pairFeatureVersion, features: pairFeatureNames, ...questions };
  await writeFile(file, JSON.stringify(asked));
  const program = fileURLToPath(new URL('./train_field_matcher.py', import.meta.url));
  const given = [`--questions=${file}`, `--version=${version}`, `--out=${shippedMatcherDirectory}`];
  await runProgram(python, [program, ...given], { say, timeoutMs: trainTimeoutMs });
}
