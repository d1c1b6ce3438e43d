import { useQuery } from '@tanstack/react-query';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { storeSettingsKey } from './store-settings.ts';

/** Of settings that are edited: what is being typed is not replaced under the person's hands. */
export const whileTyping = { refetchOnWindowFocus: false, refetchInterval: false } as const;

/** What the forms of several pages are about, each of a part of it. */
export function useStoreSettings() {
  const store = useStore();
  return useQuery({
    queryKey: storeSettingsKey(store),
    queryFn: () => data(store.api.GET('/v1/store')),
    ...whileTyping,
  });
}
