import { cancellationSignal, heartbeat } from '@temporalio/activity';
import type { Logger } from 'pino';
import { secondMs } from '../domain/duration.ts';
import { closeRun, type RunCause } from '../services/prediction/training/close-run.ts';
import { type DueRequests, requestDueTraining } from '../services/prediction/training/request-due.ts';
import { collectForRun, type RunStep, type TrainDeps, trainForRun } from '../services/prediction/training/train.ts';
import { RetryLaterError } from '../services/shared/retry-later-error.ts';
import { inActivity } from './in-activity.ts';

export interface TrainingActivitiesDeps extends TrainDeps {
  readonly log: Logger;
  /** Told of every run that ended, for the metrics. */
  readonly onEnd: (state: string) => void;
}

export interface OfRun {
  readonly runId: string;
}

/** A trainer may be silent for longer than a heartbeat: that its process is watched is a sign of life too. */
const heartbeatEveryMs = 10 * secondMs;

/** Models that learn from carts (queue `training`). Ids and codes only: rows and files stay with the worker. */
export function createTrainingActivities(deps: TrainingActivitiesDeps) {
  return {
    /** Writes down the carts that a run learns from. */
    collectTraining: ({ runId }: OfRun): Promise<RunStep> =>
      inActivity(deps.log, () => withHeartbeats(() => collectForRun(deps, runId))),

    /** Asks for models of scopes that have not learned for a month. */
    requestDueTraining: ({ atMs }: { readonly atMs: number }): Promise<DueRequests> =>
      inActivity(deps.log, () => withHeartbeats(() => requestDueTraining(deps.database, { nowMs: atMs }))),

    /** Trains, and takes a model that passed its gates into the registry. */
    fitModel: ({ runId }: OfRun): Promise<void> =>
      inActivity(deps.log, () =>
        withHeartbeats(() =>
          trainForRun(deps, runId, { signal: cancellationSignal(), onProgress: () => heartbeat() }),
        ).catch((error: unknown) => {
          // Ended by hand, or with its worker, which another one makes good: nothing to be alarmed about.
          throw cancellationSignal().aborted ? new RetryLaterError('ended') : error;
        }),
      ),

    /** Ends a run that has no end yet and forgets its files. */
    closeTraining: ({ runId, cause }: OfRun & { readonly cause: RunCause }): Promise<string> =>
      inActivity(deps.log, async () => {
        const state = await closeRun(deps, { runId, cause });
        deps.onEnd(state);
        return state;
      }),
  };
}

export type TrainingActivities = ReturnType<typeof createTrainingActivities>;

async function withHeartbeats<T>(work: () => Promise<T>): Promise<T> {
  const beating = setInterval(() => heartbeat(), heartbeatEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(beating);
  }
}
