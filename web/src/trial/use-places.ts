import { useQuery } from '@tanstack/react-query';
import { data } from '../api/client.ts';
import { useStore } from '../app/session.ts';

/** Where the team tries out what the store does: its own address, the sandbox inbox, the demo shop. */
export function usePlaces() {
  const store = useStore();
  return useQuery({
    queryKey: ['store', store.id, 'trial'],
    queryFn: () => data(store.api.GET('/v1/trial')),
    enabled: store.may('campaigns:read'),
  });
}
