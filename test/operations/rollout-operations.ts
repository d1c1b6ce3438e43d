import { randomUUID } from 'node:crypto';
import { createRolloutModels } from '../rollout-fixture.ts';
import type { OpenedStore } from './opened-store.ts';
import { changesAfter, type OperationCases, reads } from './operation.ts';

/** Model versions on their way to all carts. */
export const rolloutOperations: OperationCases = {
  listRollouts: reads('models:read'),
  getRollout: reads('models:read'),
  startRollout: changesAfter('models:write', 'rollout', async (store) => {
    const versionId = await newVersion(store);
    return () => store.post('/v1/rollouts', { versionId });
  }),
  holdRollout: changesAfter('models:write', 'rollout', async (store) => {
    const id = await runningRollout(store);
    return () => store.post(`/v1/rollouts/${id}/hold`, { reason: 'a sale' });
  }),
  resumeRollout: changesAfter('models:write', 'rollout', async (store) => {
    const id = await runningRollout(store);
    await store.post(`/v1/rollouts/${id}/hold`, { reason: 'a sale' });
    return () => store.post(`/v1/rollouts/${id}/resume`, { reason: 'it is over' });
  }),
  undoRollout: changesAfter('models:write', 'rollout', async (store) => {
    const id = await runningRollout(store);
    return () => store.post(`/v1/rollouts/${id}/undo`, { reason: 'not wanted' });
  }),
};

/** A version that could be rolled out in a store where none is under way. */
async function newVersion(store: OpenedStore): Promise<string> {
  const { json } = await store.request('GET', '/v1/rollouts');
  for (const { id, endedAt } of json.items)
    if (endedAt === null) await store.post(`/v1/rollouts/${id}/undo`, { reason: 'makes room' });
  const [primary, candidate] = [`v-${randomUUID()}`, `v-${randomUUID()}`];
  const { candidateId } = await createRolloutModels(store.api.database, store, { primary, candidate });
  return candidateId;
}

async function runningRollout(store: OpenedStore): Promise<string> {
  const { json } = await store.post('/v1/rollouts', { versionId: await newVersion(store) });
  return json.id;
}
