import { useQuery } from '@tanstack/react-query';
import { data, type paths } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';

export type Member = paths['/v1/members']['get']['responses'][200]['content']['application/json']['items'][number];

export function membersKey(storeId: string) {
  return ['store', storeId, 'members'] as const;
}

export function invitationsKey(storeId: string) {
  return ['store', storeId, 'invitations'] as const;
}

export function useMembers({ enabled = true }: { readonly enabled?: boolean } = {}) {
  const store = useStore();
  return useQuery({
    queryKey: membersKey(store.id),
    queryFn: () => data(store.api.GET('/v1/members')),
    enabled,
  });
}

export function useInvitations() {
  const store = useStore();
  return useQuery({ queryKey: invitationsKey(store.id), queryFn: () => data(store.api.GET('/v1/invitations')) });
}
