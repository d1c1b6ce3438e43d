import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import type { components } from '../../../api/generated/schema.ts';
import { useStore } from '../../../app/session.ts';

export type BrandDomain = components['schemas']['BrandDomain'];
export type DomainInput = paths['/v1/brand/domains']['post']['requestBody']['content']['application/json'];

/** What is waited for is looked at again soon. */
const waitingRefetchMs = 5_000;
const listRefetchMs = 60_000;

function domainsKey(storeId: string) {
  return ['store', storeId, 'brand-domains'] as const;
}

export function useDomains() {
  const store = useStore();
  return useQuery({
    queryKey: domainsKey(store.id),
    queryFn: () => data(store.api.GET('/v1/brand/domains')),
    refetchInterval: ({ state }) =>
      state.data?.items.some((domain) => domain.state === 'waiting' || domain.state === 'failing')
        ? waitingRefetchMs
        : listRefetchMs,
  });
}

/** Every change of the names: the list is read anew after each. */
export function useDomainCommands() {
  const store = useStore();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: domainsKey(store.id) });
  return {
    claim: useMutation({
      mutationFn: (body: DomainInput) => data(store.api.POST('/v1/brand/domains', { body })),
      onSettled,
    }),
    check: useMutation({
      mutationFn: (id: string) => data(store.api.POST('/v1/brand/domains/{id}/check', { params: { path: { id } } })),
      onSettled,
    }),
    release: useMutation({
      mutationFn: (id: string) => data(store.api.DELETE('/v1/brand/domains/{id}', { params: { path: { id } } })),
      onSettled,
    }),
  };
}

/** Where the e-mails of the store come from: a domain of its own, or the installation's. */
export function useMailDomain(): string | null {
  const store = useStore();
  const found = useQuery({
    queryKey: [...domainsKey(store.id), 'mail'],
    queryFn: ({ signal }) => data(store.api.GET('/v1/sender-domain', { signal })),
    enabled: store.may('stats:read'),
  });
  return found.data?.domain ?? null;
}
