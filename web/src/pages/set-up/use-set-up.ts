import { useQuery } from '@tanstack/react-query';
import { data, type paths } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';

type StoreSettings = paths['/v1/store']['get']['responses'][200]['content']['application/json'];
type Campaign = paths['/v1/campaigns']['get']['responses'][200]['content']['application/json']['items'][number];

/** What is there already: every step of the set-up is read from it, so leaving and coming back loses nothing. */
export interface SetUpFacts {
  readonly settings: StoreSettings;
  readonly integrations: number;
  /** The newest cart that arrived by whatever way; null: none yet. */
  readonly newestCartAt: string | null;
  readonly campaigns: readonly Pick<Campaign, 'id' | 'name' | 'status' | 'rules'>[];
}

/** While the first cart is waited for; a person watches. */
const waitingMs = 2_000;
const refetchMs = 15_000;

export const setUpKey = (storeId: string) => ['store', storeId, 'set-up'] as const;

export function useSetUp() {
  const store = useStore();
  return useQuery({
    queryKey: setUpKey(store.id),
    queryFn: async (): Promise<SetUpFacts> => {
      const [settings, integrations, carts, campaigns] = await Promise.all([
        data(store.api.GET('/v1/store')),
        data(store.api.GET('/v1/integrations')),
        data(store.api.GET('/v1/carts', { params: { query: { limit: 1 } } })),
        data(store.api.GET('/v1/campaigns', { params: { query: {} } })),
      ]);
      return {
        settings,
        integrations: integrations.items.length,
        newestCartAt: carts.items[0]?.lastActivityAt ?? null,
        campaigns: campaigns.items,
      };
    },
    refetchInterval: ({ state }) => (state.data?.newestCartAt ? refetchMs : waitingMs),
  });
}
