/** One attempt to make a model: asked for, and at its end a version in the registry or a reason why not. */

/**
 * `requested`: asked for, and nobody began. `collecting`: carts with a known end are written down. `training`, `evaluating`: the
 * trainer is at work. `registering`: its model is taken over. Then one of the four ends.
 */
export const trainingStates = [
  'requested',
  'collecting',
  'training',
  'evaluating',
  'registering',
  'registered',
  'refused',
  'failed',
  'cancelled',
] as const;
export type TrainingState = (typeof trainingStates)[number];

/** `refused`: there is no model that may serve, and the reason says why. `failed`: nobody can say, something broke. */
const trainingEnds = ['registered', 'refused', 'failed', 'cancelled'] as const;
export type TrainingEnd = (typeof trainingEnds)[number];

/** Why somebody wanted a model. */
export const trainingReasons = ['asked', 'scheduled', 'drift'] as const;
export type TrainingReason = (typeof trainingReasons)[number];

/** What a model has to pass; the trainer names the first that it did not. Codes are part of the API: add, never rename. */
export const trainingGates = [
  'too_few_buyers',
  'parity',
  'calibration_error',
  'calibration_slope',
  'better_than_served',
  /** Of a model of what messages change: it tells people apart no better than chance would. */
  'ranks_by_chance',
] as const;

/** Why a run ended without a model. Codes are part of the API: add, never rename. */
export const trainingEndReasons = [
  ...trainingGates,
  /** Not enough carts whose end says what happens without a message. */
  'too_few_carts',
  /** Not enough decisions between nothing and a message that chance made. */
  'too_few_decisions',
  /** Chance hardly ever decided otherwise, so nobody can say what that would have brought. */
  'no_overlap',
  /** The engine could not take the model over: it is not what its trainer said. */
  'model_refused',
  /** No trainer for this kind of model. */
  'no_trainer',
  'python_missing',
  'python_packages_failed',
  'program_failed',
  /** It was given up after its retries. */
  'gave_up',
] as const;
export type TrainingEndReason = (typeof trainingEndReasons)[number];

/** How far a run has come: a step of it, and from 0 to 1 within the step. */
export interface TrainingProgress {
  readonly step: string;
  readonly done: number;
}
