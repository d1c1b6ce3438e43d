import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { data } from '../../api/client.ts';
import type { paths } from '../../api/generated/schema.ts';
import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import { type Endless, useEndless } from '../../lib/use-endless.ts';
import { useListSearch } from '../../lists/list-filters.tsx';
import { useLiveRefresh } from '../../live/use-live.ts';
import { cartQueryOf, readCartSearch } from './cart-search.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type ListedCart = Answer<'/v1/carts'>['items'][number];
export type Cart = Answer<'/v1/carts/{id}'>;

/** The list that the address describes. */
export function useCarts(): Endless<ListedCart> {
  const store = useStore();
  const [search] = useListSearch();
  const { from, to } = usePeriod();
  const query = useMemo(() => cartQueryOf(readCartSearch(search), { from, to }), [search, from, to]);
  return useEndless(['carts', store.id, query], (page) =>
    data(store.api.GET('/v1/carts', { params: { query: { ...query, ...page } as never } })),
  );
}

/** One cart, read again whenever something of it changes. */
export function useCart(cartId: string) {
  const store = useStore();
  const key = cartKey(store.id, cartId);
  useLiveRefresh(`cart:${cartId}`, key);
  return useQuery({
    queryKey: key,
    queryFn: () => data(store.api.GET('/v1/carts/{id}', { params: { path: { id: cartId } } })),
    // One cart must not be shown under the address of another while it is read.
    placeholderData: undefined,
  });
}

export function cartKey(storeId: string, cartId: string): readonly unknown[] {
  return ['cart', storeId, cartId];
}

/** After something was changed: the cart and every list that it is in are read again. */
export function useRereadCart(cartId: string): () => void {
  const store = useStore();
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: cartKey(store.id, cartId) });
    void queryClient.invalidateQueries({ queryKey: ['carts', store.id] });
  };
}
