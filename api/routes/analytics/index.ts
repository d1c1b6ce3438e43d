import type { RouteDeps } from '../../route-deps.ts';
import { getAnalyticsCatalogue } from './catalogue.ts';
import { postAnalyticsExport } from './export.ts';
import { getAnalyticsForecast } from './forecast.ts';
import { postAnalyticsQueries } from './queries.ts';
import { postAnalyticsQuery } from './query.ts';
import { postAnalyticsRows } from './rows.ts';
import { deleteSavedView, getSavedViews, patchSavedView, postSavedViews } from './views.ts';

/** Numbers over time, what is behind them, and what is expected of them. */
export function analyticsRoutes(deps: RouteDeps) {
  return [
    getAnalyticsCatalogue(deps),
    postAnalyticsQuery(deps),
    postAnalyticsQueries(deps),
    postAnalyticsRows(deps),
    postAnalyticsExport(deps),
    getSavedViews(deps),
    postSavedViews(deps),
    patchSavedView(deps),
    deleteSavedView(deps),
    getAnalyticsForecast(deps),
  ] as const;
}
