import { useQuery } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import { usePeriod } from '../../../app/period-context.ts';
import { useStore } from '../../../app/session.ts';

export type PredictionReport = paths['/v1/predictions/report']['get']['responses'][200]['content']['application/json'];
export type PredictionBin = PredictionReport['bins'][number];
export type Model = paths['/v1/predictions/model']['get']['responses'][200]['content']['application/json'];

const refetchMs = 60_000;

/** Predictions of the period beside what happened. */
export function usePredictionReport() {
  const store = useStore();
  const { from, to } = usePeriod();
  return useQuery({
    queryKey: ['store', store.id, 'predictions', { from, to }],
    queryFn: ({ signal }) => data(store.api.GET('/v1/predictions/report', { params: { query: { from, to } }, signal })),
    refetchInterval: refetchMs,
  });
}

export function useModel() {
  const store = useStore();
  return useQuery({
    queryKey: ['store', store.id, 'model'],
    queryFn: ({ signal }) => data(store.api.GET('/v1/predictions/model', { signal })),
  });
}
