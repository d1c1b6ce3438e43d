import type { RouteDeps } from '../../route-deps.ts';
import { getTrialPlaces } from './places.ts';
import { postTestMessages } from './send-test-message.ts';
import { getTestRunDetail, getTestRuns, postTestRunCommand, postTestRuns } from './test-runs.ts';

/** What a team tries out. */
export function trialRoutes(deps: RouteDeps) {
  return [
    getTrialPlaces(deps),
    postTestMessages(deps),
    postTestRuns(deps),
    getTestRuns(deps),
    getTestRunDetail(deps),
    postTestRunCommand(deps, 'skip-wait'),
    postTestRunCommand(deps, 'buy'),
    postTestRunCommand(deps, 'stop'),
  ] as const;
}
