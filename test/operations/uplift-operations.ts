import type { OpenedStore } from './opened-store.ts';
import { changes, changesAfter, type OperationCases, reads } from './operation.ts';

export const upliftOperations: OperationCases = {
  getUplift: reads('models:read'),
  listPolicies: reads('models:read'),
  getPolicy: reads('models:read'),
  draftPolicy: changes('models:write', 'policy', (store) => store.post('/v1/policies', newPolicy)),
  evaluatePolicy: command('evaluate'),
  archivePolicy: command('archive'),
};

const newPolicy = { name: 'Leave alone who buys anyway', terms: { economics: { currency: 'EUR' } } };

function command(name: string) {
  return changesAfter('models:write', 'policy', async (store: OpenedStore) => {
    const { json } = await store.post('/v1/policies', newPolicy);
    return () => store.post(`/v1/policies/${json.id}/${name}`);
  });
}
