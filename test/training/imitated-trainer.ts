/**
 * A trainer without Python: it speaks the lines of `ml/training/cart_train.py` and "trains" the model that it was to beat. The first
 * argument says how it ends: `trained`, `level` (learns the one number of `served_moved`, from the rows that it is given), `uplift` (writes
 * the model in `test/uplift/model`, as the trainer of those does), `refused`, `crashed`, `silent` (says nothing at its end) or `endless`
 * (leaves half a model and works until it is killed, which its `pid` beside the rows is for).
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { moveModel } from '../moved-model.ts';
import { learnLevel } from './learn-level.ts';

const { values, positionals } = parseArgs({
  options: { data: { type: 'string' }, prior: { type: 'string' }, out: { type: 'string' } },
  allowPositionals: true,
});
const { data = '', prior = '', out = '' } = values;
const say = (line: object): void => console.log(JSON.stringify(line));

const about = JSON.parse(readFileSync(join(data, 'rows.json'), 'utf8'));
const measured = { mean: 0.7, sd: 0.01, low: 0.68, high: 0.72 };
const measures = { auc: measured, averagePrecision: measured, logLoss: measured, brier: measured, ece: measured };
const result = {
  candidate: 'own_trees',
  candidates: [{ name: 'own_trees', logLoss: 0.4 }],
  gates: [{ code: 'parity', name: 'parity', found: 0, asked: '< 1e-05', passed: true }],
  ...{ metrics: measures, served: measures, gain: measured, slope: 1, reliability: [], slices: [], importance: [] },
  rows: { all: about.rows, buyers: 100, drawn: 0, learned: 1, calibrated: 1, asked: 1 },
  ...{ rounds: 50, cpuSeconds: 0.1 },
};

console.log('a warning of some library');
say({ phase: 'training', done: 0.5 });
switch (positionals[0]) {
  case 'trained': {
    cpSync(prior, out, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
    writeFileSync(join(out, 'manifest.json'), JSON.stringify({ ...manifest, modelVersion: about.version }));
    say({ phase: 'evaluating', done: 0.5 });
    say({ end: 'trained', gate: null, result });
    break;
  }
  case 'level':
    await moveModel({ from: prior, to: out, version: about.version, by: await learnLevel({ data, prior }) });
    say({ phase: 'evaluating', done: 0.5 });
    say({ end: 'trained', gate: null, result: { ...result, candidate: 'served_moved', rounds: 0 } });
    break;
  case 'uplift': {
    const model = fileURLToPath(new URL('../uplift/model', import.meta.url));
    cpSync(model, out, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
    writeFileSync(join(out, 'manifest.json'), JSON.stringify({ ...manifest, modelVersion: about.version }));
    say({ phase: 'evaluating', done: 0.5 });
    const uplift = {
      ...{ learner: 'DR', learners: [{ name: 'DR', qini: 0.1 }], actions: about.actions, gates: result.gates },
      ...{ qini: measured, auuc: measured, ate: measured, curve: [], beyondLuck: 0, cpuSeconds: 0.1 },
      rows: {
        ...{ all: about.rows, buyers: 100, people: about.rows, none: 50, message: 50, offer: 0 },
        ...{ learned: 1, chosen: 1, asked: 1 },
      },
    };
    say({ end: 'trained', gate: null, result: uplift });
    break;
  }
  case 'refused':
    say({ end: 'refused', gate: 'calibration_error', result });
    break;
  case 'crashed':
    console.error('no more memory');
    process.exit(3);
    break;
  case 'endless':
    writeFileSync(join(data, 'pid'), `${process.pid}`);
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, 'model.onnx'), 'half');
    setInterval(() => say({ phase: 'training', done: existsSync(out) ? 1 : 0.6 }), 50);
    break;
}
