import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import type { ModelName } from '../../../domain/model.ts';
import type { TrainingEndReason } from '../../../domain/training/training-run.ts';
import { ModelRefusedError } from '../../../ml/model-refused-error.ts';
import type { CartTrainer } from '../../../ml/training/cart-trainer.ts';
import { TrainerKilledError, TrainingError } from '../../../ml/training/training-error.ts';
import { RetryLaterError } from '../../shared/retry-later-error.ts';
import { registerModel } from '../registry/register.ts';
import { type Collect, type Collected, collectCarts } from './collect.ts';
import { type CollectedDecisions, collectDecisions } from './collect-decisions.ts';
import { learnedWindow } from './learned-window.ts';
import { endRun, moveRun } from './move-run.ts';
import { type ServedFolderDeps, servedFolder } from './served-folder.ts';
import { readTrainerLine, type TrainerEnd } from './training-result.ts';
import { openRun, type TrainingRow } from './training-run.ts';

export interface TrainDeps extends ServedFolderDeps {
  readonly database: Database;
  /** Where the rows and the model of a run lie while it goes on. */
  readonly folder: string;
  readonly trainers: Readonly<Partial<Record<ModelName, CartTrainer>>>;
  /** Hears the last words of a trainer that failed, and why a model was not taken: the row has the code alone. */
  readonly onFailure: (failure: { readonly runId: string; readonly error: Error }) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export type RunStep = 'goes_on' | 'over';

/** What each kind of model learns from. */
const collectors: Readonly<
  Record<ModelName, (database: Database, asked: Collect) => Promise<Collected | CollectedDecisions>>
> = { purchase: collectCarts, uplift: collectDecisions };

/** Writes down the carts that a run learns from; too few end it as refused. */
export async function collectForRun(deps: TrainDeps, runId: string): Promise<RunStep> {
  const run = await openRun(deps.database, runId);
  if (!run) return 'over';
  if (!deps.trainers[run.model]) return refuse(deps, runId, 'no_trainer');
  await moveRun(deps, runId, { state: 'collecting', progress: { step: 'collecting', done: 0 } });
  const collected = await collectors[run.model](deps.database, await collectionOf(deps, run));
  if (collected.kind !== 'collected') return refuse(deps, runId, collected.kind);
  const progress = { step: 'collecting', done: 1 };
  await moveRun(deps, runId, { state: 'collecting', progress, dataHash: collected.dataHash });
  return 'goes_on';
}

export interface TrainOptions {
  /** Ends the trainer. */
  readonly signal: AbortSignal;
  /** Called with every step of the trainer. */
  readonly onProgress: () => void;
}

/**
 * Trains, and takes a model that passed its gates into the registry. Every end that is not a fault of the moment ends the run with its
 * reason; rejects when it was cancelled, or with what may be tried again.
 */
export async function trainForRun(deps: TrainDeps, runId: string, options: TrainOptions): Promise<void> {
  const run = await openRun(deps.database, runId);
  const trainer = run && deps.trainers[run.model];
  if (!run || !trainer) return;
  const collection = await collectionOf(deps, run);
  const rows = await rowsOf(deps, run.model, collection);
  const served = await servedFolder(deps, {
    ...{ scope: { storeId: run.storeId }, model: run.model },
    folder: join(deps.folder, runId, 'served'),
  });
  const out = join(deps.folder, runId, 'model');
  await rm(out, { recursive: true, force: true });
  try {
    const end = await runTrainer(deps, runId, trainer, { data: rows, prior: served.folder, out }, options);
    if (end.end === 'refused') {
      await endRun(deps, runId, { state: 'refused', endReason: end.gate, result: end.result });
      return;
    }
    await moveRun(deps, runId, { state: 'registering', progress: { step: 'registering', done: 0 } });
    const { versionId } = await registerModel(deps, {
      ...{ scope: { storeId: run.storeId }, model: run.model, folder: out, actor: system },
      lineage: {
        trainingRunId: runId,
        dataHash: run.dataHash,
        codeVersion: null,
        parentVersionId: served.versionId,
      },
    });
    await endRun(deps, runId, { state: 'registered', endReason: null, result: end.result, versionId });
  } catch (error) {
    if (options.signal.aborted) throw error;
    if (error instanceof TrainingError || error instanceof ModelRefusedError) deps.onFailure({ runId, error });
    if (error instanceof TrainerKilledError) throw new RetryLaterError('trainer_killed');
    if (error instanceof TrainingError) await endRun(deps, runId, { state: 'failed', endReason: error.code });
    else if (error instanceof ModelRefusedError) await refuse(deps, runId, 'model_refused');
    else throw error;
  }
}

/** Forgets the files of a run that is over. */
export async function forgetRunFiles({ folder }: Pick<TrainDeps, 'folder'>, runId: string): Promise<void> {
  await rm(join(folder, runId), { recursive: true, force: true });
}

async function refuse(deps: TrainDeps, runId: string, endReason: TrainingEndReason): Promise<RunStep> {
  await endRun(deps, runId, { state: 'refused', endReason });
  return 'over';
}

async function collectionOf({ database, folder }: TrainDeps, run: TrainingRow): Promise<Collect> {
  const { id: runId, storeId, model, requestedAt } = run;
  // The moment of the request, so that collecting again, here or on another machine, finds the same carts.
  const nowMs = requestedAt.getTime();
  const day = requestedAt.toISOString().slice(0, 10);
  // The end of an id of version 7 is drawn, its beginning is the time.
  const version = `${storeId === null ? 'platform' : 'store'}-${model}-${day}-${runId.slice(-6)}`;
  const fromMs = await learnedWindow(database, run);
  return { runId, scope: { storeId }, version, fromMs, nowMs, folder: join(folder, runId, 'rows') };
}

/** Collected before, unless that was on another machine. */
async function rowsOf(deps: TrainDeps, model: ModelName, collection: Collect): Promise<string> {
  if (!existsSync(join(collection.folder, 'rows.json'))) await collectors[model](deps.database, collection);
  return collection.folder;
}

/** Whatever the trainer says of its work: between these its steps are told at most once a second. */
const tellEveryMs = 1_000;
const stepsOfEvaluation: ReadonlySet<string> = new Set(['evaluating', 'writing']);

async function runTrainer(
  deps: TrainDeps,
  runId: string,
  trainer: CartTrainer,
  job: { readonly data: string; readonly prior: string; readonly out: string },
  { signal, onProgress }: TrainOptions,
): Promise<TrainerEnd> {
  let end: TrainerEnd | undefined;
  let toldAtMs = -Infinity;
  let telling: Promise<void> = Promise.resolve();
  await trainer.train(job, {
    signal,
    say(text) {
      const line = readTrainerLine(text);
      if (!line) return;
      if ('end' in line) {
        end = line;
        return;
      }
      onProgress();
      if (performance.now() - toldAtMs < tellEveryMs) return;
      toldAtMs = performance.now();
      const state = stepsOfEvaluation.has(line.phase) ? 'evaluating' : 'training';
      const progress = { step: line.phase, done: line.done };
      // Where a run stands is nice to know: its end, which is written below, is not told by this.
      telling = telling.then(() => moveRun(deps, runId, { state, progress })).catch(() => undefined);
    },
  });
  await telling;
  if (!end) throw new TrainingError('program_failed', 'The trainer ended without a word about its model.');
  return end;
}
