import { useQuery } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import type { Traced } from '../../../lib/lineage-search.ts';

type Graph = paths['/v1/lineage/graph']['get']['responses'][200]['content']['application/json'];
export type LineageNode = Graph['nodes'][number];
export type LineageGraph = Graph;
export type PredictionLineage =
  paths['/v1/lineage/predictions/{id}']['get']['responses'][200]['content']['application/json'];

const lineageKey = (storeId: string) => ['store', storeId, 'lineage'];

export function useLineageGraph({ kind, id }: Traced) {
  const store = useStore();
  return useQuery({
    queryKey: [...lineageKey(store.id), 'graph', kind, id],
    queryFn: ({ signal }) => data(store.api.GET('/v1/lineage/graph', { params: { query: { kind, id } }, signal })),
  });
}

/** Each reading computes the prediction once more, so it is read when somebody asks for it. */
export function usePredictionLineage(id: string) {
  const store = useStore();
  return useQuery({
    queryKey: [...lineageKey(store.id), 'prediction', id],
    queryFn: ({ signal }) => data(store.api.GET('/v1/lineage/predictions/{id}', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: false,
    refetchInterval: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Scores up to 200 predictions: asked for by a button, not by opening the page. */
export function useWithoutFeature(name: string, isAsked: boolean) {
  const store = useStore();
  return useQuery({
    queryKey: [...lineageKey(store.id), 'without', name],
    queryFn: ({ signal }) =>
      data(store.api.GET('/v1/lineage/features/{name}/without', { params: { path: { name } }, signal })),
    enabled: isAsked,
    refetchOnWindowFocus: false,
    refetchInterval: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

const newestShown = 6;

export function useNewestMessages() {
  const store = useStore();
  return useQuery({
    queryKey: [...lineageKey(store.id), 'newest'],
    queryFn: ({ signal }) => data(store.api.GET('/v1/messages', { params: { query: { limit: newestShown } }, signal })),
  });
}
