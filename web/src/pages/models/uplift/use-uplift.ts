import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';

export type Policy = paths['/v1/policies']['get']['responses'][200]['content']['application/json']['items'][number];
export type UpliftReport = paths['/v1/uplift']['get']['responses'][200]['content']['application/json'];
export type Evaluation = NonNullable<Policy['evaluation']>;
export type NewPolicy = NonNullable<paths['/v1/policies']['post']['requestBody']>['content']['application/json'];
export type Refusal =
  | Exclude<Evaluation['policy'], { kind: 'estimated' }>
  | NonNullable<Evaluation['leftAlone']['refused']>;

const refetchMs = 60_000;
const upliftKey = (storeId: string) => ['store', storeId, 'uplift'] as const;

export function useUplift() {
  const store = useStore();
  return useQuery({
    queryKey: [...upliftKey(store.id), 'report'],
    queryFn: ({ signal }) => data(store.api.GET('/v1/uplift', { signal })),
    refetchInterval: refetchMs,
  });
}

export function usePolicies() {
  const store = useStore();
  return useQuery({
    queryKey: [...upliftKey(store.id), 'policies'],
    queryFn: ({ signal }) => data(store.api.GET('/v1/policies', { signal })),
  });
}

/** Each reads anew what there is to see. */
export function usePolicyCommands() {
  const store = useStore();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: upliftKey(store.id) });
  const draft = useMutation({
    mutationFn: (body: NewPolicy) => data(store.api.POST('/v1/policies', { body })),
    onSuccess,
  });
  const evaluate = useMutation({
    mutationFn: (id: string) => data(store.api.POST('/v1/policies/{id}/evaluate', { params: { path: { id } } })),
    onSuccess,
  });
  const archive = useMutation({
    mutationFn: (id: string) => data(store.api.POST('/v1/policies/{id}/archive', { params: { path: { id } } })),
    onSuccess,
  });
  return { draft, evaluate, archive };
}
