import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import { type CurrentStore, useStore } from '../../../app/session.ts';

export type CatalogSettings = paths['/v1/catalog-settings']['get']['responses'][200]['content']['application/json'];
export type CatalogSettingsInput = NonNullable<
  paths['/v1/catalog-settings']['put']['requestBody']
>['content']['application/json'];
export type CatalogTest = paths['/v1/catalog-settings/test']['post']['responses'][200]['content']['application/json'];
type CatalogTestInput = NonNullable<
  paths['/v1/catalog-settings/test']['post']['requestBody']
>['content']['application/json'];

export const sources = ['off', 'shopify', 'woocommerce', 'http'] as const;
export const soldOutWays = ['drop', 'mark'] as const;

export const catalogSettingsQuery = ({ id, api }: Pick<CurrentStore, 'id' | 'api'>) =>
  queryOptions({ queryKey: ['store', id, 'catalog-settings'], queryFn: () => data(api.GET('/v1/catalog-settings')) });

/** Saves the settings, and asks the shop about one product. */
export function useCatalogCommands() {
  const store = useStore();
  const queries = useQueryClient();
  const { queryKey } = catalogSettingsQuery(store);
  return {
    save: useMutation({
      mutationFn: (body: CatalogSettingsInput) => data(store.api.PUT('/v1/catalog-settings', { body })),
      onSuccess: ({ settings }) => queries.setQueryData(queryKey, settings),
    }),
    test: useMutation({
      mutationFn: (body: CatalogTestInput) => data(store.api.POST('/v1/catalog-settings/test', { body })),
    }),
  };
}
