import { useQuery } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { modelsKey } from '../registry/use-models.ts';
import { useModelsLive } from '../use-models-live.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type Rollout = Answer<'/v1/rollouts'>['items'][number];
export type RolloutLook = NonNullable<Rollout['lastLook']>;
export type RolloutGate = RolloutLook['gates'][number];

const rolloutsShown = 50;

/** Below that of the models: whoever changes what answers changes both. */
const rolloutsKey = (storeId: string) => [...modelsKey(storeId), 'rollouts'];

export function useRollouts() {
  const store = useStore();
  const queryKey = rolloutsKey(store.id);
  useModelsLive(queryKey, ['model_move', 'rollout']);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      data(store.api.GET('/v1/rollouts', { params: { query: { limit: rolloutsShown } }, signal })),
  });
}

export function useLooks(id: string) {
  const store = useStore();
  return useQuery({
    queryKey: [...rolloutsKey(store.id), id],
    queryFn: ({ signal }) => data(store.api.GET('/v1/rollouts/{id}', { params: { path: { id } }, signal })),
  });
}
