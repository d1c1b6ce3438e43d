import { queryOptions, useQuery } from '@tanstack/react-query';
import { data, type paths } from '../api/client.ts';
import { usePeriod } from '../app/period-context.ts';
import { type CurrentStore, useStore } from '../app/session.ts';

type QueryRoute = paths['/v1/analytics/query']['post'];
export type AnalyticsQuery = QueryRoute['requestBody']['content']['application/json'];
export type AnalyticsAnswer = QueryRoute['responses'][200]['content']['application/json'];
export type MetricId = AnalyticsQuery['metric'];

/** Numbers are read again this often while a page is open; the live socket asks sooner. */
const refetchMs = 60_000;

export function analyticsQuery(store: CurrentStore, query: AnalyticsQuery) {
  return queryOptions({
    queryKey: ['store', store.id, 'analytics', query],
    queryFn: ({ signal }) => data(store.api.POST('/v1/analytics/query', { body: query, signal })),
    refetchInterval: refetchMs,
    staleTime: 5_000,
  });
}

/** One metric over the period of the page, compared as the page says. */
export function useMetric(query: Omit<AnalyticsQuery, 'timeRange' | 'compareTo'>) {
  const store = useStore();
  const period = usePeriod();
  return useQuery(
    analyticsQuery(store, {
      ...query,
      filters: { ...query.filters, ...(period.search.currency && { currency: period.search.currency }) },
      timeRange: { from: period.from, to: period.to },
      compareTo: period.compare ? 'previous_period' : null,
    }),
  );
}
