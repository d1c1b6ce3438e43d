import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';

type ListRoute = paths['/v1/reports/scheduled']['get'];
type RunsRoute = paths['/v1/reports/scheduled/{id}/runs']['get'];

export type Report = ListRoute['responses'][200]['content']['application/json']['items'][number];
export type ReportRun = RunsRoute['responses'][200]['content']['application/json']['items'][number];
export type ReportQuery = NonNullable<Report['queries']>[number];
export type MetricId = ReportQuery['metric'];
export type Dimension = ReportQuery['dimensions'][number];
export type NewReport = paths['/v1/reports/scheduled']['post']['requestBody']['content']['application/json'];
export type ReportChange = NonNullable<
  paths['/v1/reports/scheduled/{id}']['patch']['requestBody']
>['content']['application/json'];

/** A run that is on its way is looked at again soon, and the list once it may have been due. */
const runningRefetchMs = 2_000;
const listRefetchMs = 60_000;

export function reportsKey(storeId: string) {
  return ['store', storeId, 'scheduled-reports'] as const;
}

export function useReports() {
  const store = useStore();
  return useQuery({
    queryKey: reportsKey(store.id),
    queryFn: () => data(store.api.GET('/v1/reports/scheduled')),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ lastRun }) => lastRun && isUnderWay(lastRun)) ? runningRefetchMs : listRefetchMs,
  });
}

export function useRuns(id: string) {
  const store = useStore();
  return useQuery({
    queryKey: [...reportsKey(store.id), id, 'runs'],
    queryFn: () => data(store.api.GET('/v1/reports/scheduled/{id}/runs', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? runningRefetchMs : listRefetchMs),
  });
}

export function useRecipients() {
  const store = useStore();
  return useQuery({
    queryKey: [...reportsKey(store.id), 'recipients'],
    queryFn: () => data(store.api.GET('/v1/reports/recipients')),
  });
}

/** Changes one report as it was seen: somebody else's change since then is not overwritten. */
export function useChangeReport() {
  const store = useStore();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ report: { id, revision }, change }: { readonly report: Report; readonly change: ReportChange }) =>
      data(
        store.api.PATCH('/v1/reports/scheduled/{id}', {
          params: { path: { id }, header: { 'if-match': `"${revision}"` } },
          body: change,
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: reportsKey(store.id) }),
  });
}

export function isUnderWay({ state }: Pick<ReportRun, 'state'>): boolean {
  return state === 'preparing' || state === 'sending';
}
