import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, type paths } from '../api/client.ts';
import type { components } from '../api/generated/schema.ts';
import { type Brand, brandQuery } from '../app/brand.tsx';
import { useStore } from '../app/session.ts';

export type BrandInput = components['schemas']['BrandInput'];
export type BrandColours = components['schemas']['BrandColours'];
export type ColourCheck = components['schemas']['ColourCheck'];
export type Palette = components['schemas']['Palette'];
export type LogoInput = paths['/v1/brand/logo']['put']['requestBody']['content']['application/json'];

export const colourNames = ['primary', 'background', 'text', 'link'] as const satisfies readonly (keyof BrandColours)[];

/** Whose brand is said: a store's, or the installation's, which every store has that says nothing else. */
export interface BrandPlace {
  readonly key: string;
  /** What is shown where nobody gave a name. */
  readonly plainName: string;
  readonly mayWrite: boolean;
  readonly read: () => Promise<Brand>;
  readonly say: (body: BrandInput) => Promise<Brand>;
  readonly keepLogo: (body: LogoInput) => Promise<Brand>;
  readonly queryKey: readonly unknown[];
}

export function useStoreBrand(): BrandPlace {
  const store = useStore();
  return {
    ...{ key: store.id, plainName: store.name, mayWrite: store.may('store:write') },
    ...{ read: () => data(store.api.GET('/v1/brand')), queryKey: brandQuery(store.id).queryKey },
    say: (body) => data(store.api.PUT('/v1/brand', { body })),
    keepLogo: (body) => data(store.api.PUT('/v1/brand/logo', { body })),
  };
}

/** Of administrators of the installation, whom the API knows. */
export function usePlatformBrand(plainName: string): BrandPlace {
  return {
    ...{ key: 'platform', plainName, mayWrite: true, queryKey: ['platform-brand'] },
    read: () => data(api.GET('/v1/platform-brand')),
    say: (body) => data(api.PUT('/v1/platform-brand', { body })),
    keepLogo: (body) => data(api.PUT('/v1/platform-brand/logo', { body })),
  };
}

/** What is being typed is not replaced under the person's hands. */
export function useBrand({ queryKey, read }: BrandPlace) {
  return useQuery({
    queryKey,
    queryFn: read,
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false,
    refetchInterval: false,
  });
}

/** What follows from a change: stores show what the installation says, so every brand is read anew. */
export function useKept({ queryKey }: Pick<BrandPlace, 'queryKey'>): (brand: Brand) => void {
  const queries = useQueryClient();
  return (brand) => {
    queries.setQueryData(queryKey, brand);
    void queries.invalidateQueries({
      predicate: ({ queryKey: [first, , third] }) =>
        first === 'branded-stores' || (first === 'store' && third === 'brand'),
    });
  };
}

export function useLogoChange(place: BrandPlace) {
  const onSuccess = useKept(place);
  return useMutation({ mutationFn: place.keepLogo, onSuccess });
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
