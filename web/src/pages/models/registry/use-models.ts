import { useQuery } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useModelsLive } from '../use-models-live.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type Models = Answer<'/v1/models'>;
export type ModelVersion = Models['versions'][number];
export type Served = Models['served'][number];
export type Comparison = Answer<'/v1/models/{id}/compare'>;
export type ModelMove = Answer<'/v1/model-moves'>['items'][number];

const movesShown = 50;

export const modelsKey = (storeId: string) => ['store', storeId, 'models'];

export function useModels() {
  const store = useStore();
  const queryKey = modelsKey(store.id);
  // Its moves, its rollouts and their looks are below the same key.
  useModelsLive(queryKey, ['model_move', 'rollout']);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => data(store.api.GET('/v1/models', { signal })),
  });
}

export function useModelVersion(id: string) {
  const store = useStore();
  return useQuery({
    queryKey: [...modelsKey(store.id), id],
    queryFn: ({ signal }) => data(store.api.GET('/v1/models/{id}', { params: { path: { id } }, signal })),
  });
}

export function useComparison(id: string, base: string) {
  const store = useStore();
  return useQuery({
    queryKey: [...modelsKey(store.id), id, 'compare', base],
    queryFn: ({ signal }) =>
      data(store.api.GET('/v1/models/{id}/compare', { params: { path: { id }, query: { with: base } }, signal })),
  });
}

export function useMoves() {
  const store = useStore();
  return useQuery({
    queryKey: [...modelsKey(store.id), 'moves'],
    queryFn: ({ signal }) =>
      data(store.api.GET('/v1/model-moves', { params: { query: { limit: movesShown } }, signal })),
  });
}
