import type { RouteDeps } from '../../route-deps.ts';
import { getFunnel } from './funnel.ts';
import { getMessageStates } from './messages.ts';
import { getNonSends } from './non-sends.ts';
import { getRecoveredRevenue } from './recovered-revenue.ts';

/** The reports from analytics: adding one is one file and one line here. */
export function reportRoutes(deps: RouteDeps) {
  return [getRecoveredRevenue(deps), getFunnel(deps), getNonSends(deps), getMessageStates(deps)] as const;
}
