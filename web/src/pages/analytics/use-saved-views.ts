import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Dimension } from '../../analytics/query.ts';
import { listText } from '../../analytics/rows-search.ts';
import { data, type paths } from '../../api/client.ts';
import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import type { SearchText } from '../../lib/search.ts';
import type { Explore } from './explore-search.ts';

type Input = paths['/v1/analytics/views']['post']['requestBody']['content']['application/json'];
type SavedQuery = Input['query'];
export type SavedView =
  paths['/v1/analytics/views']['get']['responses'][200]['content']['application/json']['items'][number];

const keyOfViews = (storeId: string) => ['store', storeId, 'saved-views'];

export function useSavedViews() {
  const store = useStore();
  return useQuery({
    queryKey: keyOfViews(store.id),
    queryFn: async () => (await data(store.api.GET('/v1/analytics/views'))).items,
  });
}

/** What the page shows, as it is kept: the days by their word, so that they move along. */
export function useSavedQuery({ metric, by, every, filters }: Explore): SavedQuery {
  const { search, compare } = usePeriod();
  const { from, to, period = '30d', currency } = search;
  const inCurrency = currency !== undefined && metric.dimensions.includes('currency');
  return {
    metric: metric.id,
    dimensions: [...by],
    ...(every !== 'none' && { granularity: every }),
    filters: { ...filters, ...(inCurrency && { currency }) },
    compareTo: compare ? 'previous_period' : null,
    period: from !== undefined && to !== undefined ? { from, to } : period,
  };
}

/** The address of a view; the period and the currency of the page give way to those of the view. */
export function searchOfView({ id, query }: SavedView): SearchText {
  const { metric, dimensions = [], granularity, filters = {}, compareTo, period = '30d' } = query;
  const { currency, ...others } = filters;
  const moves = typeof period === 'string';
  return {
    metric,
    by: listText(dimensions) || undefined,
    every: granularity ?? 'none',
    compare: compareTo ? undefined : 'none',
    period: moves ? period : undefined,
    from: moves ? undefined : period.from,
    to: moves ? undefined : period.to,
    currency: [currency ?? []].flat()[0],
    ...Object.fromEntries(
      (Object.entries(others) as [Dimension, string | string[]][]).map(([name, values]) => [name, listText(values)]),
    ),
    view: id,
  };
}

/** Keeps, changes and deletes views; the list is read anew after each. */
export function useViewChanges() {
  const store = useStore();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: keyOfViews(store.id) });
  const path = (id: string) => ({ params: { path: { id } } });
  return {
    create: useMutation({
      mutationFn: (body: Input) => data(store.api.POST('/v1/analytics/views', { body })),
      onSuccess,
    }),
    update: useMutation({
      mutationFn: ({ id, ...body }: Partial<Input> & { readonly id: string }) =>
        data(store.api.PATCH('/v1/analytics/views/{id}', { ...path(id), body })),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (id: string) => data(store.api.DELETE('/v1/analytics/views/{id}', path(id))),
      onSuccess,
    }),
  };
}
