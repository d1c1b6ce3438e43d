import { useQuery } from '@tanstack/react-query';
import { data } from '../../../api/client.ts';
import type { components } from '../../../api/generated/schema.ts';
import { useStore } from '../../../app/session.ts';
import { useLiveRefresh } from '../../../live/use-live.ts';

export type Usage = components['schemas']['Usage'];
export type MeterUsage = Usage['meters'][number];
export type Invoice = components['schemas']['UsageInvoice'];

/** What is counted is told to no page, only that a quota is near or over. */
const refetchMs = 10_000;

/** What the store used in a month; without one, in this one. */
export function useUsage(period: string | undefined) {
  const store = useStore();
  const queryKey = ['store', store.id, 'usage', period ?? 'now'];
  useLiveRefresh('store', ['store', store.id, 'usage'], ['quota']);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      data(store.api.GET('/v1/usage', { params: { query: period === undefined ? {} : { period } }, signal })),
    refetchInterval: refetchMs,
  });
}

export function useInvoice(period: string | undefined) {
  const store = useStore();
  return useQuery({
    queryKey: ['store', store.id, 'usage', 'invoice', period ?? 'now'],
    queryFn: async ({ signal }) => {
      const query = period === undefined ? {} : { period };
      // With another format the answer is text, which the document cannot tell apart.
      return (await data(store.api.GET('/v1/usage/invoice', { params: { query }, signal }))) as Invoice;
    },
    refetchInterval: refetchMs,
  });
}

/** The last months of the store's calendar, this one first, as `2026-11`. */
export function monthsUntil(nowMs: number, timeZone: string, count: number): readonly string[] {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' }).formatToParts(nowMs);
  const part = (type: string): number => Number(today.find((one) => one.type === type)?.value);
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(part('year'), part('month') - 1 - back, 1)).toISOString().slice(0, 7),
  );
}
