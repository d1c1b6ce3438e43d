import type { RouteDeps } from '../../route-deps.ts';
import { getStorePlan, putStorePlan } from './plan.ts';
import { postPlanPreview } from './plan-preview.ts';
import { getPlans, getStorePlans, postPlan } from './plans.ts';
import { getPriceVersions, putPriceVersions } from './price-versions.ts';
import { getUsage, getUsageEvents, getUsageInvoice } from './read.ts';
import { postUsageRecount } from './recount.ts';

/** What is used, included and billed. */
export function usageRoutes(deps: RouteDeps) {
  return [
    getUsage(deps),
    getUsageInvoice(deps),
    getUsageEvents(deps),
    postUsageRecount(deps),
    getStorePlan(deps),
    putStorePlan(deps),
    getPlans(deps),
    postPlan(deps),
    postPlanPreview(deps),
    getStorePlans(deps),
    getPriceVersions(deps),
    putPriceVersions(deps),
  ] as const;
}
