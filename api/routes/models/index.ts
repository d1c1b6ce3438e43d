import type { RouteDeps } from '../../route-deps.ts';
import { postModelPromotion, postModelRollBack } from './move.ts';
import { getModelComparison, getModelMoves, getModels, getModelVersion } from './read.ts';

/** Which model answers, which did and could, and changing it. */
export function modelRoutes(deps: RouteDeps) {
  return [
    getModels(deps),
    getModelVersion(deps),
    getModelComparison(deps),
    postModelPromotion(deps),
    postModelRollBack(deps),
    getModelMoves(deps),
  ] as const;
}
