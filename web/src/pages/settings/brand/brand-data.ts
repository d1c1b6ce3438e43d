import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import type { components } from '../../../api/generated/schema.ts';
import { brandQuery } from '../../../app/brand.tsx';
import { useStore } from '../../../app/session.ts';
import { whileTyping } from '../use-store-settings.ts';

export type BrandInput = components['schemas']['BrandInput'];
export type BrandColours = components['schemas']['BrandColours'];
export type ColourCheck = components['schemas']['ColourCheck'];
export type Palette = components['schemas']['Palette'];
export type BrandDomain = components['schemas']['BrandDomain'];
export type LogoInput = paths['/v1/brand/logo']['put']['requestBody']['content']['application/json'];
export type DomainInput = paths['/v1/brand/domains']['post']['requestBody']['content']['application/json'];

export const colourNames = ['primary', 'background', 'text', 'link'] as const satisfies readonly (keyof BrandColours)[];

/** What is waited for is looked at again soon. */
const waitingRefetchMs = 5_000;
const listRefetchMs = 60_000;

export function useBrand() {
  const store = useStore();
  return useQuery({ ...brandQuery(store.id), ...whileTyping });
}

export function useLogoChange() {
  const store = useStore();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: LogoInput) => data(store.api.PUT('/v1/brand/logo', { body })),
    onSuccess: (brand) => queries.setQueryData(brandQuery(store.id).queryKey, brand),
  });
}

/** Whether the colours can be read on each other; null colours are not asked about. */
export function useColourCheck(colours: BrandColours | null) {
  const store = useStore();
  return useQuery({
    queryKey: ['brand-colours', colours],
    queryFn: () => data(store.api.POST('/v1/brand/colours', { body: colours as BrandColours })),
    enabled: colours !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

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
