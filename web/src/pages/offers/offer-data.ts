import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { data, type paths } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';

type ListRoute = paths['/v1/offers']['get'];
type CodesRoute = paths['/v1/offers/{id}/codes']['get'];

export type Offer = ListRoute['responses'][200]['content']['application/json']['items'][number];
export type NewOffer = NonNullable<paths['/v1/offers']['post']['requestBody']>['content']['application/json'];
export type OfferChange = NonNullable<paths['/v1/offers/{id}']['patch']['requestBody']>['content']['application/json'];
export type Terms = NewOffer['terms'];
export type OfferCode = CodesRoute['responses'][200]['content']['application/json']['items'][number];
export type CodeState = OfferCode['state'];

/** In the order of a code's life. */
export const codeStates = [
  'free',
  'minting',
  'minted',
  'sent',
  'redeemed',
  'revoked',
  'expired',
] as const satisfies readonly CodeState[];

const listRefetchMs = 30_000;
const codesPerPage = 50;

function offersKey(storeId: string) {
  return ['store', storeId, 'offers'] as const;
}

export function useOffers() {
  const store = useStore();
  return useQuery({
    queryKey: offersKey(store.id),
    queryFn: () => data(store.api.GET('/v1/offers')),
    refetchInterval: listRefetchMs,
    enabled: store.may('offers:read'),
  });
}

export function useCodes(id: string, state: CodeState | undefined) {
  const store = useStore();
  return useInfiniteQuery({
    queryKey: [...offersKey(store.id), id, 'codes', state ?? 'all'],
    queryFn: ({ pageParam }) =>
      data(
        store.api.GET('/v1/offers/{id}/codes', {
          params: {
            path: { id },
            query: { limit: codesPerPage, ...(state && { state }), ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** Every change of offers: the lists are read anew after each. */
export function useOfferCommands() {
  const store = useStore();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: offersKey(store.id) });
  return {
    create: useMutation({
      mutationFn: (body: NewOffer) => data(store.api.POST('/v1/offers', { body })),
      onSettled,
    }),
    /** Changes an offer as it was seen: somebody else's change since then is not overwritten. */
    change: useMutation({
      mutationFn: ({ offer, change }: { readonly offer: Offer; readonly change: OfferChange }) =>
        data(
          store.api.PATCH('/v1/offers/{id}', {
            params: { path: { id: offer.id }, header: { 'if-match': `"${offer.revision}"` } },
            body: change,
          }),
        ),
      onSettled,
    }),
    importCodes: useMutation({
      mutationFn: ({ id, codes }: { readonly id: string; readonly codes: string }) =>
        data(store.api.POST('/v1/offers/{id}/codes', { params: { path: { id } }, body: { codes } })),
      onSettled,
    }),
  };
}
