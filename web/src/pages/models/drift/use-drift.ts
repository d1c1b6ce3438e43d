import { useQuery } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useModelsLive } from '../use-models-live.ts';

export type ServedDrift = paths['/v1/drift']['get']['responses'][200]['content']['application/json']['items'][number];
export type DriftCheck = ServedDrift['newest'];
export type DriftReport = DriftCheck['report'];
export type DriftAlarm = DriftReport['alarms'][number];
export type Spread = NonNullable<DriftReport['scores']>;

export function useDrift() {
  const store = useStore();
  const queryKey = ['store', store.id, 'drift'];
  useModelsLive(queryKey, ['drift_check']);
  return useQuery({ queryKey, queryFn: ({ signal }) => data(store.api.GET('/v1/drift', { signal })) });
}
