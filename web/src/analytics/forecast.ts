import { useQuery } from '@tanstack/react-query';
import { data, type paths } from '../api/client.ts';
import { useStore } from '../app/session.ts';

type ForecastRoute = paths['/v1/analytics/forecast']['get'];
type Asked = ForecastRoute['parameters']['query'];

export type ForecastAnswer = ForecastRoute['responses'][200]['content']['application/json'];
export type ReadyForecast = Extract<ForecastAnswer['forecast'], { kind: 'ready' }>;

export const daysAhead = 14;
/** A forecast changes once a day; one that is not there yet may be any time. */
const refetchMs = 600_000;

/** What is expected of a metric in the next days. */
export function useForecast({
  metric,
  currency,
  enabled = true,
}: {
  readonly metric: Asked['metric'];
  readonly currency: string | null;
  readonly enabled?: boolean;
}) {
  const store = useStore();
  return useQuery({
    queryKey: ['store', store.id, 'forecast', metric, currency],
    queryFn: ({ signal }) =>
      data(
        store.api.GET('/v1/analytics/forecast', {
          params: { query: { metric, days: daysAhead, ...(currency !== null && { currency }) } },
          signal,
        }),
      ),
    enabled,
    refetchInterval: refetchMs,
    staleTime: refetchMs,
  });
}
