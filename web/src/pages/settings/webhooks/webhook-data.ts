import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';

type ListRoute = paths['/v1/webhook-endpoints']['get'];
type DeliveriesRoute = paths['/v1/webhook-endpoints/{id}/deliveries']['get'];

export type Endpoint = ListRoute['responses'][200]['content']['application/json']['items'][number];
export type Delivery = DeliveriesRoute['responses'][200]['content']['application/json']['items'][number];
export type EventType = Endpoint['eventTypes'][number];
export type NewEndpoint = paths['/v1/webhook-endpoints']['post']['requestBody']['content']['application/json'];
export type EndpointChange = NonNullable<
  paths['/v1/webhook-endpoints/{id}']['patch']['requestBody']
>['content']['application/json'];

/** In the order in which they happen to a cart, and what happens to models. */
export const eventTypes = [
  'recovery.started',
  'message.sent',
  'message.not_sent',
  'message.delivered',
  'message.bounced',
  'message.complained',
  'message.clicked',
  'order.recovered',
  'reply.received',
  'recovery.ended',
  'model.promoted',
  'model.rolled_back',
  'model.drifted',
  'model.training_failed',
  'quota.near',
  'quota.over',
] as const satisfies readonly EventType[];

export const deliveryStates = [
  'waiting',
  'delivered',
  'failed',
  'ended',
] as const satisfies readonly Delivery['state'][];
export type DeliveryState = (typeof deliveryStates)[number];

/** What is on its way is looked at again soon. */
const waitingRefetchMs = 2_000;
const listRefetchMs = 30_000;
const deliveriesPerPage = 50;

function endpointsKey(storeId: string) {
  return ['store', storeId, 'webhook-endpoints'] as const;
}

export function useEndpoints() {
  const store = useStore();
  return useQuery({
    queryKey: endpointsKey(store.id),
    queryFn: () => data(store.api.GET('/v1/webhook-endpoints')),
    refetchInterval: listRefetchMs,
  });
}

export function useDeliveries(id: string, state: DeliveryState | undefined) {
  const store = useStore();
  return useInfiniteQuery({
    queryKey: [...endpointsKey(store.id), id, 'deliveries', state ?? 'all'],
    queryFn: ({ pageParam }) =>
      data(
        store.api.GET('/v1/webhook-endpoints/{id}/deliveries', {
          params: {
            path: { id },
            query: { limit: deliveriesPerPage, ...(state && { state }), ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state: query }) =>
      query.data?.pages[0]?.items.some(({ state: now }) => now === 'waiting') ? waitingRefetchMs : listRefetchMs,
  });
}

/** Every change of endpoints and their deliveries: the lists are read anew after each. */
export function useEndpointCommands() {
  const store = useStore();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: endpointsKey(store.id) });
  return {
    create: useMutation({
      mutationFn: (body: NewEndpoint) => data(store.api.POST('/v1/webhook-endpoints', { body })),
      onSettled,
    }),
    /** Changes an endpoint as it was seen: somebody else's change since then is not overwritten. */
    change: useMutation({
      mutationFn: ({
        endpoint: { id, revision },
        change,
      }: {
        readonly endpoint: Endpoint;
        readonly change: EndpointChange;
      }) =>
        data(
          store.api.PATCH('/v1/webhook-endpoints/{id}', {
            params: { path: { id }, header: { 'if-match': `"${revision}"` } },
            body: change,
          }),
        ),
      onSettled,
    }),
    remove: useMutation({
      mutationFn: (id: string) => data(store.api.DELETE('/v1/webhook-endpoints/{id}', { params: { path: { id } } })),
      onSettled,
    }),
    rotate: useMutation({
      mutationFn: (id: string) =>
        data(store.api.POST('/v1/webhook-endpoints/{id}/secret', { params: { path: { id } } })),
      onSettled,
    }),
    test: useMutation({
      mutationFn: ({ id, type }: { readonly id: string; readonly type: EventType }) =>
        data(store.api.POST('/v1/webhook-endpoints/{id}/test', { params: { path: { id } }, body: { type } })),
      onSettled,
    }),
    replay: useMutation({
      mutationFn: ({ id }: Delivery) =>
        data(store.api.POST('/v1/endpoint-deliveries/{id}/replay', { params: { path: { id } } })),
      onSettled,
    }),
    replayFailed: useMutation({
      mutationFn: ({ id, since }: { readonly id: string; readonly since: string }) =>
        data(store.api.POST('/v1/webhook-endpoints/{id}/replay', { params: { path: { id } }, body: { since } })),
      onSettled,
    }),
  };
}
