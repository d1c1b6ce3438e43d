import type { RouteDeps } from '../../route-deps.ts';
import { getExperimentOrders } from './orders.ts';
import { getExperiment, getExperiments } from './read.ts';
import { getSplit, getSplits, postSplitObjection, postSplitWinner } from './splits.ts';

/** What messages really bring. */
export function experimentRoutes(deps: RouteDeps) {
  return [
    getExperiments(deps),
    getExperiment(deps),
    getExperimentOrders(deps),
    getSplits(deps),
    getSplit(deps),
    postSplitObjection(deps),
    postSplitWinner(deps),
  ] as const;
}
