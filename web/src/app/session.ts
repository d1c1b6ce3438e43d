import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Api, api, apiOf, data, type paths } from '../api/client.ts';

export type Me = paths['/v1/me']['get']['responses'][200]['content']['application/json'];
export type StoreOfMe = Me['stores'][number];

/** Who is signed in, and what they may do in which store. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => data(api.GET('/v1/me')),
  staleTime: 60_000,
});

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

export interface CurrentStore extends StoreOfMe {
  readonly api: Api;
  /** Whether the person holds the permission in this store. */
  readonly may: (permission: string) => boolean;
}

/** Of the route that has the store in its address, behind the sign-in. */
export const storeRouteId = '/signed-in/stores/$storeId';

const storeRoute = getRouteApi(storeRouteId);

/** The store that the address names. */
export function useStore(): CurrentStore {
  const { storeId } = storeRoute.useParams();
  const { stores } = useMe();
  return useMemo(() => {
    const store = stores.find(({ id }) => id === storeId);
    if (!store) throw new Error('the route checks the store before its pages');
    const permissions = new Set<string>(store.permissions);
    return { ...store, api: apiOf(storeId), may: (permission) => permissions.has(permission) };
  }, [stores, storeId]);
}
