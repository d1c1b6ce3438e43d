import { useQuery } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';

export type ServedDrift = paths['/v1/drift']['get']['responses'][200]['content']['application/json']['items'][number];
export type DriftCheck = ServedDrift['newest'];
export type DriftReport = DriftCheck['report'];
export type DriftAlarm = DriftReport['alarms'][number];
export type Spread = NonNullable<DriftReport['scores']>;

/** A check is made once a day; what the page shows is never older than this. */
const refetchMs = 60_000;

export function useDrift() {
  const store = useStore();
  return useQuery({
    queryKey: ['store', store.id, 'drift'],
    queryFn: ({ signal }) => data(store.api.GET('/v1/drift', { signal })),
    refetchInterval: refetchMs,
  });
}
