import type { RouteDeps } from '../../route-deps.ts';
import { getAnalyticsCatalogue } from './catalogue.ts';
import { postAnalyticsExport } from './export.ts';
import { postAnalyticsQuery } from './query.ts';
import { postAnalyticsRows } from './rows.ts';

/** Numbers over time, and what is behind them. */
export function analyticsRoutes(deps: RouteDeps) {
  return [
    getAnalyticsCatalogue(deps),
    postAnalyticsQuery(deps),
    postAnalyticsRows(deps),
    postAnalyticsExport(deps),
  ] as const;
}
