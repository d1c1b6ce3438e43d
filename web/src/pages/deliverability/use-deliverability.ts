import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { data, type paths } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { oneOf } from '../../lib/search.ts';

export type Deliverability = paths['/v1/deliverability']['get']['responses'][200]['content']['application/json'];
export type Provider = Deliverability['providers'][number];
export type Suppression =
  paths['/v1/suppressions']['get']['responses'][200]['content']['application/json']['items'][number];

export const channelWords = ['email', 'sms', 'push'] as const;
export const causeWords = [
  'unsubscribe',
  'bounce',
  'soft_bounces',
  'complaint',
  'invalid',
  'operator',
  'privacy_request',
] as const;
export const measureWords = ['messages', 'delivered', 'bounced', 'complaint_rate', 'unsubscribe_rate'] as const;

const refetchMs = 60_000;
const pageSize = 50;

/** Filters of the page, as they stand in the address. */
export function useFilters() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  return {
    channel: oneOf(search['channel'], channelWords),
    cause: oneOf(search['cause'], causeWords),
    measure: oneOf(search['measure'], measureWords) ?? 'messages',
    set: (change: { readonly channel?: string; readonly cause?: string; readonly measure?: string }) =>
      void navigate({
        to: '.',
        search: (before: object) => ({ ...before, ...change }),
        replace: true,
        resetScroll: false,
      }),
  };
}

/** How the providers do, and what mailbox providers ask. */
export function useDeliverability() {
  const store = useStore();
  return useQuery({
    queryKey: ['store', store.id, 'deliverability'],
    queryFn: ({ signal }) => data(store.api.GET('/v1/deliverability', { signal })),
    refetchInterval: refetchMs,
  });
}

/** Suppressed addresses by the filters of the address, a page at a time. */
export function useSuppressions() {
  const store = useStore();
  const { channel, cause } = useFilters();
  return useInfiniteQuery({
    queryKey: ['store', store.id, 'suppressions', { channel, cause }],
    queryFn: ({ pageParam, signal }) =>
      data(
        store.api.GET('/v1/suppressions', {
          params: {
            query: {
              limit: pageSize,
              ...(channel && { channel }),
              ...(cause && { cause }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export function useLift() {
  const store = useStore();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => data(store.api.POST('/v1/suppressions/{id}/lift', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['store', store.id, 'suppressions'] }),
  });
}
