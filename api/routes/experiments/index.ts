import type { RouteDeps } from '../../route-deps.ts';
import { getExperimentOrders } from './orders.ts';
import { getExperiment, getExperiments } from './read.ts';

/** What messages really bring. */
export function experimentRoutes(deps: RouteDeps) {
  return [getExperiments(deps), getExperiment(deps), getExperimentOrders(deps)] as const;
}
