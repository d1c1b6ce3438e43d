import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { data, type paths } from '../../api/client.ts';
import type { CurrentStore } from '../../app/session.ts';

export type ExperimentSummary =
  paths['/v1/experiments']['get']['responses'][200]['content']['application/json']['items'][number];
export type Experiment = paths['/v1/experiments/{id}']['get']['responses'][200]['content']['application/json'];
export type Split = paths['/v1/splits']['get']['responses'][200]['content']['application/json']['items'][number];
export type Suggestion = paths['/v1/campaigns/{id}/suggestion']['get']['responses'][200]['content']['application/json'];
export type Money = Experiment['money'][number];
export type Channel = Money['lastTouch'][number]['channel'];

export const orderFigures = ['treated', 'holdout', 'link', 'last_touch'] as const;
export type OrderFigure = (typeof orderFigures)[number];
export const channels = ['email', 'sms', 'push'] as const;

type Store = Pick<CurrentStore, 'id' | 'api'>;
const ordersPerPage = 50;
/** What is compared changes as people's days to buy end: by the minute at most. */
const refetchMs = 60_000;

export const experimentQueries = {
  of: ({ id }: Store) => ['store', id, 'experiments'] as const,

  list: ({ id, api }: Store) =>
    queryOptions({
      queryKey: ['store', id, 'experiments', 'list'],
      queryFn: ({ signal }) => data(api.GET('/v1/experiments', { signal })),
      refetchInterval: refetchMs,
    }),

  one: ({ id, api }: Store, campaignId: string) =>
    queryOptions({
      queryKey: ['store', id, 'experiments', campaignId],
      queryFn: ({ signal }) => data(api.GET('/v1/experiments/{id}', { params: { path: { id: campaignId } }, signal })),
      refetchInterval: refetchMs,
      // Another campaign's numbers must never stand below this one's name.
      placeholderData: undefined,
    }),

  splits: ({ id, api }: Store) =>
    queryOptions({
      queryKey: ['store', id, 'experiments', 'splits'],
      queryFn: ({ signal }) => data(api.GET('/v1/splits', { signal })),
      refetchInterval: refetchMs,
    }),

  suggestion: ({ id, api }: Store, campaignId: string) =>
    queryOptions({
      queryKey: ['store', id, 'experiments', campaignId, 'suggestion'],
      queryFn: ({ signal }) =>
        data(api.GET('/v1/campaigns/{id}/suggestion', { params: { path: { id: campaignId } }, signal })),
      placeholderData: undefined,
    }),

  orders: (
    { id, api }: Store,
    campaignId: string,
    filter: {
      readonly figure: OrderFigure;
      readonly currency?: string | undefined;
      readonly channel?: Channel | undefined;
    },
  ) =>
    infiniteQueryOptions({
      queryKey: ['store', id, 'experiments', campaignId, 'orders', filter],
      queryFn: ({ pageParam, signal }) =>
        data(
          api.GET('/v1/experiments/{id}/orders', {
            params: {
              path: { id: campaignId },
              query: { ...filter, limit: ordersPerPage, cursor: pageParam ?? undefined },
            },
            signal,
          }),
        ),
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: undefined,
    }),
};
