import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { data } from '../../api/client.ts';
import type { CurrentStore } from '../../app/session.ts';
import { bodyOf, type Channel, type Content } from './campaign-types.ts';
import type { People } from './flow/people-inside.ts';

type Store = Pick<CurrentStore, 'id' | 'api'>;

/** Calendar days of the store, both included. */
interface Days {
  readonly from: string;
  readonly to: string;
}

const cartsShownMax = 20;
const entriesPerPage = 50;

export const campaignQueries = {
  of: ({ id }: Store) => ['store', id, 'campaigns'] as const,

  list: ({ id, api }: Store) =>
    infiniteQueryOptions({
      queryKey: ['store', id, 'campaigns', 'list'],
      queryFn: ({ pageParam }) =>
        data(api.GET('/v1/campaigns', { params: { query: { limit: 100, cursor: pageParam ?? undefined } } })),
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),

  results: ({ id, api }: Store, { from, to }: Days) =>
    queryOptions({
      queryKey: ['store', id, 'campaigns', 'results', from, to],
      queryFn: () => data(api.GET('/v1/campaign-results', { params: { query: { from, to } } })),
    }),

  one: ({ id, api }: Store, campaignId: string) =>
    queryOptions({
      queryKey: ['store', id, 'campaigns', campaignId],
      queryFn: () => data(api.GET('/v1/campaigns/{id}', { params: { path: { id: campaignId } } })),
      // Another campaign's fields must never stand in this one's.
      placeholderData: undefined,
    }),

  steps: ({ id, api }: Store, campaignId: string, { from, to }: Days) =>
    queryOptions({
      queryKey: ['store', id, 'campaigns', campaignId, 'steps', from, to],
      queryFn: () =>
        data(api.GET('/v1/campaigns/{id}/steps', { params: { path: { id: campaignId }, query: { from, to } } })),
    }),

  entries: (
    { id, api }: Store,
    campaignId: string,
    { from, to }: Days,
    filter: {
      readonly figure: 'sent' | 'delivered' | 'clicked' | 'bought' | 'skipped' | 'waiting';
      readonly stepId: string;
      readonly channel?: Channel | 'none' | undefined;
      readonly reason?: string | undefined;
    },
  ) =>
    infiniteQueryOptions({
      queryKey: ['store', id, 'campaigns', campaignId, 'entries', from, to, filter],
      queryFn: ({ pageParam }) =>
        data(
          api.GET('/v1/campaigns/{id}/step-entries', {
            params: {
              path: { id: campaignId },
              query: { from, to, ...filter, limit: entriesPerPage, cursor: pageParam ?? undefined },
            },
          }),
        ),
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: undefined,
    }),

  versions: ({ id, api }: Store, campaignId: string) =>
    infiniteQueryOptions({
      queryKey: ['store', id, 'campaigns', campaignId, 'versions'],
      queryFn: ({ pageParam }) =>
        data(
          api.GET('/v1/campaigns/{id}/versions', {
            params: {
              path: { id: campaignId },
              query: { limit: 50, cursor: pageParam === null ? undefined : Number(pageParam) },
            },
          }),
        ),
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),

  version: ({ id, api }: Store, campaignId: string, version: number, against: number | null) =>
    queryOptions({
      queryKey: ['store', id, 'campaigns', campaignId, 'versions', version, against],
      queryFn: () =>
        data(
          api.GET('/v1/campaigns/{id}/versions/{version}', {
            params: { path: { id: campaignId, version }, query: { against: against ?? undefined } },
          }),
        ),
      // A version never changes.
      staleTime: Number.POSITIVE_INFINITY,
    }),

  templates: ({ id, api }: Store) =>
    queryOptions({
      queryKey: ['store', id, 'templates'],
      queryFn: () => data(api.GET('/v1/templates')),
      staleTime: 60_000,
    }),

  recentCarts: ({ id, api }: Store) =>
    queryOptions({
      queryKey: ['store', id, 'campaigns', 'recent-carts'],
      queryFn: () => data(api.GET('/v1/carts', { params: { query: { abandoned: 'true', limit: cartsShownMax } } })),
    }),

  preview: (
    { id, api }: Store,
    campaignId: string,
    {
      content,
      ...rest
    }: {
      readonly content: Content;
      readonly stepId: string;
      readonly channel: Channel;
      readonly cartId: string | null;
    },
  ) =>
    queryOptions({
      queryKey: ['store', id, 'campaigns', campaignId, 'preview', content, rest],
      queryFn: () =>
        data(
          api.POST('/v1/campaigns/{id}/preview', {
            params: { path: { id: campaignId } },
            body: { ...rest, ...bodyOf(content) },
          }),
        ),
    }),

  check: ({ id, api }: Store, campaignId: string, content: Content) =>
    queryOptions({
      queryKey: ['store', id, 'campaigns', campaignId, 'check', content],
      queryFn: () =>
        data(
          api.POST('/v1/campaigns/{id}/check', {
            params: { path: { id: campaignId } },
            body: bodyOf(content),
          }),
        ),
      // What is about to be published is looked at anew each time.
      staleTime: 0,
      placeholderData: undefined,
    }),

  move: ({ id, api }: Store, campaignId: string, content: Content, people: People) =>
    queryOptions({
      queryKey: ['store', id, 'campaigns', campaignId, 'move', content, people],
      queryFn: () =>
        data(
          api.POST('/v1/campaigns/{id}/check-move', {
            params: { path: { id: campaignId } },
            body: { ...bodyOf(content), people },
          }),
        ),
      staleTime: 0,
    }),
};
