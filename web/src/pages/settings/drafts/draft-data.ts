import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import { type CurrentStore, useStore } from '../../../app/session.ts';

export type DraftSettings = paths['/v1/draft-settings']['get']['responses'][200]['content']['application/json'];
export type DraftSettingsInput = NonNullable<
  paths['/v1/draft-settings']['put']['requestBody']
>['content']['application/json'];

export const sources = ['installation', 'own', 'off'] as const;

export const draftSettingsQuery = ({ id, api }: Pick<CurrentStore, 'id' | 'api'>) =>
  queryOptions({ queryKey: ['store', id, 'draft-settings'], queryFn: () => data(api.GET('/v1/draft-settings')) });

/** Saves the settings, and tries the model that they name. */
export function useDraftCommands() {
  const store = useStore();
  const queries = useQueryClient();
  const { queryKey } = draftSettingsQuery(store);
  return {
    save: useMutation({
      mutationFn: (body: DraftSettingsInput) => data(store.api.PUT('/v1/draft-settings', { body })),
      onSuccess: (saved) => queries.setQueryData(queryKey, saved),
    }),
    test: useMutation({
      mutationFn: () => data(store.api.POST('/v1/draft-settings/test')),
      onSettled: () => queries.invalidateQueries({ queryKey }),
    }),
  };
}
