import type { paths } from '../../api/client.ts';

export type ApiKey = paths['/v1/api-keys']['get']['responses'][200]['content']['application/json']['items'][number];
export type Scope = ApiKey['scopes'][number];

export function keysKey(storeId: string) {
  return ['store', storeId, 'api-keys'] as const;
}
