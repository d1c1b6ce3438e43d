import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Api, api, data } from '../api/client.ts';
import type { components } from '../api/generated/schema.ts';
import { useStore } from '../app/session.ts';
import { useLiveRefresh } from '../live/use-live.ts';

/** What is asked for: a rule, or null for taking back what was said. */
export interface FlagChangeInput {
  readonly name: string;
  readonly rule: components['schemas']['FlagInput']['rule'] | null;
  readonly reason: string;
}

/** What is said for all stores is told to no page. */
const refetchMs = 5_000;

/** The flags of the store that the address names, and how they are changed. */
export function useStoreFlags() {
  const store = useStore();
  const client = useQueryClient();
  const queryKey = ['store', store.id, 'flags'];
  useLiveRefresh('store', queryKey, ['flag']);
  const flags = useQuery({
    queryKey,
    queryFn: ({ signal }) => data(store.api.GET('/v1/flags', { signal })),
    refetchInterval: refetchMs,
  });
  const change = useMutation({
    mutationFn: (input: FlagChangeInput) => changeStoreFlag(store.api, input),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  return { flags, change };
}

/** The same for all stores. */
export function usePlatformFlags() {
  const client = useQueryClient();
  const queryKey = ['platform-flags'];
  const flags = useQuery({
    queryKey,
    queryFn: ({ signal }) => data(api.GET('/v1/platform-flags', { signal })),
    refetchInterval: refetchMs,
  });
  const change = useMutation({
    mutationFn: changePlatformFlag,
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  return { flags, change };
}

function changeStoreFlag(of: Api, { name, rule, reason }: FlagChangeInput) {
  const path = { name };
  return rule === null
    ? data(of.DELETE('/v1/flags/{name}', { params: { path, query: { reason } } }))
    : data(of.PUT('/v1/flags/{name}', { params: { path }, body: { rule, reason } }));
}

function changePlatformFlag({ name, rule, reason }: FlagChangeInput) {
  const path = { name };
  return rule === null
    ? data(api.DELETE('/v1/platform-flags/{name}', { params: { path, query: { reason } } }))
    : data(api.PUT('/v1/platform-flags/{name}', { params: { path }, body: { rule, reason } }));
}
