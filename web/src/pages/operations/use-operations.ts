import { useQuery } from '@tanstack/react-query';
import { api, data, type paths } from '../../api/client.ts';

export type Operations = paths['/v1/operations']['get']['responses'][200]['content']['application/json'];
export type Problem = Operations['problems'][number];

/** How old the picture gets while somebody looks. */
const refetchMs = 5_000;

/** How the installation stands; what was read stays while it is read again, also when that fails. */
export function useOperations() {
  return useQuery({
    queryKey: ['operations'],
    queryFn: ({ signal }) => data(api.GET('/v1/operations', { signal })),
    refetchInterval: refetchMs,
    staleTime: 0,
  });
}
