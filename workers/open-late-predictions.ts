import { withEngine } from '../db/postgres/tenancy.ts';
import { keepPredictions } from '../services/prediction/predictions/keep.ts';
import { keepPredictionsLater, type LatePredictions } from '../services/prediction/predictions/keep-later.ts';
import type { Deps } from './deps.ts';

/** Keeps what the API of this process predicts, of all stores together, and counts what it cannot keep. */
export function openLatePredictions({
  database,
  metrics,
  log,
}: Pick<Deps, 'database' | 'metrics' | 'log'>): LatePredictions {
  const dropped = metrics.counter({
    name: 'predictions_dropped_total',
    help: 'Predictions of the API that were answered and not kept.',
  });
  return keepPredictionsLater({
    keep: (made) => withEngine(database, (tx) => keepPredictions(tx, made)),
    onDropped: (predictions) => dropped.add({}, predictions),
    onFailure: (error) => log.error({ err: error }, 'predictions could not be kept'),
  });
}
