import type { RouteDeps } from '../../route-deps.ts';
import { postTrainingCancellation, postTrainingRun } from './change.ts';
import { getFeatureChecks, getOneTrainingRun, getTrainingRuns } from './read.ts';

/** Making models from carts, and whether what they learn from is what was served. */
export function trainingRoutes(deps: RouteDeps) {
  return [
    getTrainingRuns(deps),
    getOneTrainingRun(deps),
    postTrainingRun(deps),
    postTrainingCancellation(deps),
    getFeatureChecks(deps),
  ] as const;
}
