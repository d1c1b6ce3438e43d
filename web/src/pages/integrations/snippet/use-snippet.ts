import { useQuery } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';

export type Snippet = paths['/v1/snippet']['get']['responses'][200]['content']['application/json'];

export const snippetKey = (storeId: string) => ['store', storeId, 'snippet'] as const;

export function useSnippet() {
  const store = useStore();
  return useQuery({
    queryKey: snippetKey(store.id),
    queryFn: () => data(store.api.GET('/v1/snippet')),
  });
}
