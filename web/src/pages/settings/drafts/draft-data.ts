import { queryOptions } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import type { CurrentStore } from '../../../app/session.ts';

export type DraftSettings = paths['/v1/draft-settings']['get']['responses'][200]['content']['application/json'];
export type DraftSettingsInput = NonNullable<
  paths['/v1/draft-settings']['put']['requestBody']
>['content']['application/json'];

export const sources = ['installation', 'own', 'off'] as const;

export const draftSettingsQuery = ({ id, api }: Pick<CurrentStore, 'id' | 'api'>) =>
  queryOptions({ queryKey: ['store', id, 'draft-settings'], queryFn: () => data(api.GET('/v1/draft-settings')) });
