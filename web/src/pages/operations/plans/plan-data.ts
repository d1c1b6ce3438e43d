import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, type paths } from '../../../api/client.ts';
import type { components } from '../../../api/generated/schema.ts';

export type PlanInput = components['schemas']['PlanInput'];
export type Limits = PlanInput['limits'];
export type Meter = keyof Limits;
export type StoreWithPlan = components['schemas']['StoreWithPlan'];
export type MeterOfStore = StoreWithPlan['meters'][number];
export type StorePlanInput = components['schemas']['StorePlanInput'];

export type PreviewInput = components['schemas']['PlanPreviewInput'];
export type PriceVersion = components['schemas']['PriceVersion'];
export type PricesInput = paths['/v1/platform/price-versions']['put']['requestBody']['content']['application/json'];

export const meters = [
  'events',
  'active_carts',
  'messages',
  'predictions',
  'seats',
] as const satisfies readonly Meter[];

const key = ['platform-plans'] as const;
/** What is counted is told to no page of the operator. */
const refetchMs = 30_000;

export function usePlans() {
  return useQuery({
    queryKey: [...key, 'plans'],
    queryFn: ({ signal }) => data(api.GET('/v1/platform/plans', { signal })),
  });
}

export function useStorePlans() {
  return useInfiniteQuery({
    queryKey: [...key, 'stores'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      data(api.GET('/v1/platform/store-plans', { params: { query: cursor === undefined ? {} : { cursor } }, signal })),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: refetchMs,
  });
}

export function usePriceVersions() {
  return useQuery({
    queryKey: [...key, 'prices'],
    queryFn: ({ signal }) => data(api.GET('/v1/platform/price-versions', { signal })),
  });
}

/** What a plan would mean; null: it cannot be said yet what is meant. */
export function usePreview(input: PreviewInput | null) {
  return useQuery({
    queryKey: [...key, 'preview', input],
    queryFn: ({ signal }) => data(api.POST('/v1/platform/plan-preview', { body: input as PreviewInput, signal })),
    enabled: input !== null,
    placeholderData: keepPreviousData,
  });
}

/** Every change of plans and prices: all that hangs on them is read anew after each. */
export function usePlanCommands() {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: key });
  return {
    make: useMutation({
      mutationFn: (body: PlanInput) => data(api.POST('/v1/platform/plans', { body })),
      onSuccess,
    }),
    give: useMutation({
      mutationFn: ({ storeId, body }: { readonly storeId: string; readonly body: StorePlanInput }) =>
        data(api.PUT('/v1/stores/{id}/plan', { params: { path: { id: storeId } }, body })),
      onSuccess,
    }),
    price: useMutation({
      mutationFn: (body: PricesInput) => data(api.PUT('/v1/platform/price-versions', { body })),
      onSuccess,
    }),
  };
}

/** The months after one, as `2026-12`. */
export function monthsAfter(month: string, count: number): readonly string[] {
  const [year = 0, nth = 1] = month.split('-').map(Number);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, nth + index, 1)).toISOString().slice(0, 7),
  );
}
