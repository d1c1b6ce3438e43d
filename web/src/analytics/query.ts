import { queryOptions, useQuery } from '@tanstack/react-query';
import { usePeriod } from '../app/period-context.ts';
import { type CurrentStore, useStore } from '../app/session.ts';
import { type Answer, askTogether, type Question } from './ask-together.ts';

/** Values that dimensions must have; several of one are alternatives. */
export type Filters = Readonly<Record<string, string | string[]>>;
export type AnalyticsQuery = Omit<Question, 'filters'> & { readonly filters?: Filters };
export type MetricId = Question['metric'];
export type Dimension = NonNullable<Question['dimensions']>[number];
export type Granularity = NonNullable<Question['granularity']>;

/** A number with what it is divided from and what it was before; null: there is nothing to divide by. */
export interface Measured {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly previous: number | null;
}

export interface AnalyticsRow extends Measured {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly running: boolean;
}

export interface AnalyticsAnswer extends Pick<Answer, 'unit' | 'currency' | 'asOf' | 'otherCurrencies' | 'names'> {
  readonly total: Measured;
  readonly rows: readonly AnalyticsRow[];
}

/** Numbers are read again this often while a page is open; the live socket asks sooner. */
const refetchMs = 60_000;

function analyticsQuery(store: CurrentStore, query: AnalyticsQuery) {
  return queryOptions({
    queryKey: ['store', store.id, 'analytics', query],
    queryFn: async ({ signal }): Promise<AnalyticsAnswer> => {
      const told = await askTogether(store, query, signal);
      return {
        ...told,
        total: measured(told.total),
        rows: told.rows.map((row) => ({ ...measured(row), dimensions: row.dimensions, running: row.running === true })),
      };
    },
    refetchInterval: refetchMs,
    staleTime: 5_000,
  });
}

/** A question over the period of the page, in its currency and compared as the page says. */
export function usePeriodQuery(query: Omit<AnalyticsQuery, 'timeRange' | 'compareTo'>): AnalyticsQuery {
  const { from, to, search, compare } = usePeriod();
  return {
    ...query,
    filters: { ...query.filters, ...(search.currency && { currency: search.currency }) },
    timeRange: { from, to },
    compareTo: compare ? 'previous_period' : null,
  };
}

/** One metric over days of its own; null asks nothing. */
export function useQuestion(query: AnalyticsQuery | null) {
  const store = useStore();
  const asked: AnalyticsQuery = query ?? { metric: 'abandoned_carts', timeRange: { from: '', to: '' } };
  return useQuery({ ...analyticsQuery(store, asked), enabled: query !== null });
}

/** One metric over the period of the page, compared as the page says. */
export function useMetric(query: Omit<AnalyticsQuery, 'timeRange' | 'compareTo'>) {
  const store = useStore();
  return useQuery(analyticsQuery(store, usePeriodQuery(query)));
}

function measured({ value, numerator, denominator, previous }: Answer['total']): Measured {
  return {
    value: whole(value),
    numerator: whole(numerator),
    denominator: whole(denominator),
    previous: whole(previous),
  };
}

/** Beyond 2^53 the API writes a whole number as text: on a picture its last digits do not matter. */
function whole(value: number | string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
