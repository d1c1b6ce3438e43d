import type { RouteDeps } from '../../route-deps.ts';
import { getPolicies, getPolicyDetail, postPolicies, postPolicyArchive, postPolicyEvaluation } from './policies.ts';
import { getUplift } from './uplift.ts';

/** What messages change, and policies that decide by it. */
export function upliftRoutes(deps: RouteDeps) {
  return [
    getUplift(deps),
    getPolicies(deps),
    postPolicies(deps),
    getPolicyDetail(deps),
    postPolicyEvaluation(deps),
    postPolicyArchive(deps),
  ] as const;
}
