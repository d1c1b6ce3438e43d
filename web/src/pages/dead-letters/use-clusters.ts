import { useQuery } from '@tanstack/react-query';
import { data, type paths } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';

type Body<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer B } } } };
}
  ? B
  : never;

export type Cluster = Body<'/v1/dead-letter-clusters'>['items'][number];
export type Proposal = NonNullable<Cluster['proposal']>;
export type RepairStep = Proposal['steps'][number];
export type Letter = Body<'/v1/dead-letters'>['items'][number];
export type LetterDetail = Body<'/v1/dead-letters/{id}'>;
export type RepairRule = Body<'/v1/repair-rules'>['items'][number];

/** Clusters that one page shows: the API gives no more. */
export const clustersMax = 200;
const refetchMs = 15_000;

export const deadLettersKey = (storeId: string) => ['store', storeId, 'dead-letters'] as const;

export function useClusters() {
  const store = useStore();
  return useQuery({
    queryKey: [...deadLettersKey(store.id), 'clusters'],
    queryFn: async () =>
      (await data(store.api.GET('/v1/dead-letter-clusters', { params: { query: { limit: clustersMax } } }))).items,
    refetchInterval: refetchMs,
  });
}

export function useLetter(id: string) {
  const store = useStore();
  return useQuery({
    queryKey: [...deadLettersKey(store.id), 'letter', id],
    queryFn: () => data(store.api.GET('/v1/dead-letters/{id}', { params: { path: { id } } })),
  });
}

export function useLetters(fingerprint: string) {
  const store = useStore();
  return useQuery({
    queryKey: [...deadLettersKey(store.id), 'letters', fingerprint],
    queryFn: async () => (await data(store.api.GET('/v1/dead-letters', { params: { query: { fingerprint } } }))).items,
  });
}

export function useRules() {
  const store = useStore();
  return useQuery({
    queryKey: [...deadLettersKey(store.id), 'rules'],
    queryFn: async () => (await data(store.api.GET('/v1/repair-rules', { params: { query: {} } }))).items,
  });
}
