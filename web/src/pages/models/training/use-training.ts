import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { data, type paths } from '../../../api/client.ts';
import { useStore } from '../../../app/session.ts';
import { useModelsLive } from '../use-models-live.ts';

type Runs = paths['/v1/training-runs']['get']['responses'][200]['content']['application/json'];
type Checks = paths['/v1/feature-checks']['get']['responses'][200]['content']['application/json'];

export type TrainingRun = Runs['items'][number];
export type TrainingResult = NonNullable<TrainingRun['result']>;
export type UpliftResult = NonNullable<TrainingRun['upliftResult']>;
export type Measured = TrainingResult['gain'];
export type FeatureCheck = Checks['items'][number];

const runsShown = 50;

const trainingKey = (storeId: string) => ['store', storeId, 'training'];

export function isOver({ endedAt }: TrainingRun): boolean {
  return endedAt !== null;
}

/** Runs of this store and of the platform, read again as they go on. */
export function useTrainingRuns() {
  const store = useStore();
  const key = trainingKey(store.id);
  useModelsLive(key, ['training_run']);
  return useQuery({
    queryKey: [...key, 'runs'],
    queryFn: ({ signal }) =>
      data(store.api.GET('/v1/training-runs', { params: { query: { limit: runsShown } }, signal })),
  });
}

export function useFeatureChecks() {
  const store = useStore();
  return useQuery({
    queryKey: [...trainingKey(store.id), 'checks'],
    queryFn: ({ signal }) => data(store.api.GET('/v1/feature-checks', { signal })),
  });
}

/** Asks for a run, or for the end of one. */
export function useTrainingCommands() {
  const store = useStore();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trainingKey(store.id) });
  const ask = useMutation({
    mutationFn: (body: Pick<TrainingRun, 'model' | 'scope'>) => data(store.api.POST('/v1/training-runs', { body })),
    onSettled,
  });
  const cancel = useMutation({
    mutationFn: (id: string) => data(store.api.POST('/v1/training-runs/{id}/cancel', { params: { path: { id } } })),
    onSettled,
  });
  return { ask, cancel };
}
