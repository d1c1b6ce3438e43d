import { existsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { shippedModelDirectory } from '../../ml/model-folder.ts';
import { createTrainer } from '../../ml/training/trainer.ts';
import { TrainingError } from '../../ml/training/training-error.ts';
import { dataDir } from '../../test/data-dir.ts';
import { evaluateRepair } from './repair/evaluate.ts';
import { trainRepair } from './repair/train.ts';

/**
 * Retrains the shipped prior and compares it with published results:
 * `npm run ml -- [train] [evaluate] [--data FOLDER] [--version NAME] [--out FOLDER]`, both steps by default.
 * What an action changes, learned from a file of decisions: `npm run ml -- train-uplift --data FILE [--version NAME] [--out FOLDER]`.
 * The same for the repair of dead letters: `npm run ml -- train-repair evaluate-repair [--seed N] [--letters N]`.
 */
const usage =
  'Usage: npm run ml -- [train] [evaluate] [--data FOLDER] [--version NAME] [--out FOLDER]\n' +
  '       npm run ml -- train-uplift --data FILE [--version NAME] [--out FOLDER]\n' +
  '       npm run ml -- [train-repair] [evaluate-repair] [--seed N] [--letters N]';
const known = ['train', 'evaluate', 'train-uplift', 'train-repair', 'evaluate-repair'];
const root = fileURLToPath(new URL('../..', import.meta.url));
const say = (line: string): void => console.log(line);

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof TrainingError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', default: join(dataDir, 'ml') },
      version: { type: 'string' },
      out: { type: 'string' },
      seed: { type: 'string', default: '20261122' },
      letters: { type: 'string', default: '3000' },
    },
  });
  const steps = positionals.length > 0 ? positionals : ['train', 'evaluate'];
  const [seed, letters] = [Number(values.seed), Number(values.letters)];
  if (steps.some((step) => !known.includes(step)) || !Number.isInteger(seed) || !(letters > 0)) {
    console.error(usage);
    return 2;
  }
  if (steps.includes('train-repair'))
    await trainRepair({ dataFolder: dataDir, cacheFolder: join(root, '.cache'), seed, say });
  if (steps.includes('evaluate-repair'))
    await evaluateRepair({ dataFolder: dataDir, lettersPerSetting: letters, seed, say });
  if (steps.includes('train-uplift')) {
    const { data, version = 'uplift-1', out = join(root, '.cache', version) } = values;
    if (!statSync(data, { throwIfNoEntry: false })?.isFile()) {
      console.error(`${data} is no file: give the decisions with --data.`);
      return 2;
    }
    say(`Training ${version} into ${relative(process.cwd(), out)}`);
    await createTrainer({ cacheDirectory: join(root, '.cache'), say }).trainUplift({ data, version, out });
  }
  if (!steps.includes('train') && !steps.includes('evaluate')) return 0;
  const { version = 'prior-1', out = shippedModelDirectory } = values;
  const uci = join(values.data, 'online_shoppers_intention.csv');
  const retailrocket = join(values.data, 'retailrocket_cart_prefixes.csv.gz');
  if (!existsSync(uci)) {
    console.error(`${uci} is not there: give the folder that holds it with --data, or set CART_DATA_DIR.`);
    return 2;
  }
  const trainer = createTrainer({ cacheDirectory: join(root, '.cache'), say });
  if (steps.includes('train')) {
    say(`Training ${version} into ${relative(process.cwd(), out)}`);
    await trainer.train({ data: uci, version, out });
  }
  if (steps.includes('evaluate')) {
    if (!existsSync(retailrocket)) say(`Without RetailRocket: ${retailrocket} is not there.`);
    await trainer.evaluate({ uci, ...(existsSync(retailrocket) && { retailrocket }) });
  }
  return 0;
}
