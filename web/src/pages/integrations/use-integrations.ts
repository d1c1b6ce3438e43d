import { queryOptions, useQuery } from '@tanstack/react-query';
import { data, type paths } from '../../api/client.ts';
import { type CurrentStore, useStore } from '../../app/session.ts';

type Json<T extends { responses: Record<number, unknown> }> = T['responses'] extends {
  200: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;

export type Integration = Json<paths['/v1/integrations']['get']>['items'][number];
export type IntegrationDetail = Json<paths['/v1/integrations/{id}']['get']>;
export type PlatformGuide = Json<paths['/v1/platforms']['get']>['items'][number];
export type Delivery = Json<paths['/v1/integrations/{id}/deliveries']['get']>['items'][number];
export type DeliveryDetail = Json<paths['/v1/webhook-deliveries/{id}']['get']>;

/** How often a page that waits for the first event asks. */
export const waitingMs = 2_000;
/** How often it asks otherwise. */
const refetchMs = 15_000;

export const platformsKey = (storeId: string) => ['store', storeId, 'platforms'] as const;
export const integrationsKey = (storeId: string) => ['store', storeId, 'integrations'] as const;
export const integrationKey = (storeId: string, id: string) => [...integrationsKey(storeId), id] as const;

export function usePlatforms() {
  const store = useStore();
  return useQuery({
    queryKey: platformsKey(store.id),
    queryFn: async () => (await data(store.api.GET('/v1/platforms'))).items,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useIntegrations() {
  const store = useStore();
  return useQuery({
    queryKey: integrationsKey(store.id),
    queryFn: async () => (await data(store.api.GET('/v1/integrations'))).items,
    refetchInterval: refetchMs,
  });
}

export function integrationQuery(store: CurrentStore, id: string) {
  return queryOptions({
    queryKey: integrationKey(store.id, id),
    queryFn: () => data(store.api.GET('/v1/integrations/{id}', { params: { path: { id } } })),
  });
}

/** One integration; asked for more often until its first event is there. */
export function useIntegration(id: string) {
  const store = useStore();
  return useQuery({
    ...integrationQuery(store, id),
    refetchInterval: ({ state }) => (state.data?.firstEventAt === null ? waitingMs : refetchMs),
  });
}
