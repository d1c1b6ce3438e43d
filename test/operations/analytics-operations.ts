import { uuidV7 } from '../../services/shared/ids.ts';
import { openTestRegistry } from '../model-registry.ts';
import type { OpenedStore } from './opened-store.ts';
import { asks, changes, changesAfter, changesTriedIn, type OperationCases, reads } from './operation.ts';

/** Numbers, what is kept of questions about them, and predictions. */
export const analyticsOperations: OperationCases = {
  getStats: reads('stats:read'),
  listAlerts: reads('stats:read'),
  getDeliverability: reads('stats:read'),
  getRecoveredRevenueReport: reads('stats:read'),
  getFunnelReport: reads('stats:read'),
  getNonSendsReport: reads('stats:read'),
  getMessagesReport: reads('stats:read'),

  getAnalyticsCatalogue: reads('stats:read'),
  queryAnalytics: asks('stats:read'),
  queryAnalyticsTogether: asks('stats:read'),
  listAnalyticsRows: asks('stats:read'),
  getForecast: reads('stats:read'),
  exportAnalytics: changesTriedIn('stats:read', 'api/routes/analytics/export.integration.test.ts'),

  listSavedViews: reads('stats:read'),
  createSavedView: changes('reports:write', 'saved_view', (store) => store.post('/v1/analytics/views', view)),
  updateSavedView: changesAfter('reports:write', 'saved_view', async (store) => {
    const { json } = await store.post('/v1/analytics/views', { ...view, name: 'To be renamed' });
    return () => store.request('PATCH', `/v1/analytics/views/${json.id}`, { name: 'Renamed' });
  }),
  deleteSavedView: changesAfter('reports:write', 'saved_view', async (store) => {
    const { json } = await store.post('/v1/analytics/views', { ...view, name: 'To be deleted' });
    return () => store.request('DELETE', `/v1/analytics/views/${json.id}`);
  }),

  listScheduledReports: reads('stats:read'),
  listReportRuns: reads('stats:read'),
  listReportRecipients: reads('reports:write'),
  createScheduledReport: changes('reports:write', 'scheduled_report', (store) =>
    store.post('/v1/reports/scheduled', webhookReport),
  ),
  updateScheduledReport: changesAfter('reports:write', 'scheduled_report', async (store) => {
    const id = await newReport(store);
    return () => store.request('PATCH', `/v1/reports/scheduled/${id}`, { timeOfDay: '07:30' });
  }),
  testScheduledReport: changesAfter('reports:write', 'scheduled_report', async (store) => {
    const id = await newReport(store);
    return () => store.post(`/v1/reports/scheduled/${id}/runs`);
  }),
  deleteScheduledReport: changesAfter('reports:write', 'scheduled_report', async (store) => {
    const id = await newReport(store);
    return () => store.request('DELETE', `/v1/reports/scheduled/${id}`);
  }),

  predict: asks('predictions:read'),
  getPredictionReport: reads('predictions:read'),
  getModel: reads('predictions:read'),

  listDrift: reads('models:read'),
  getDriftCheck: reads('models:read'),
  getLineageGraph: reads('predictions:read'),
  getPredictionLineage: reads('predictions:read'),
  listMessagesOfFeature: reads('predictions:read'),
  getAnswersWithoutFeature: reads('predictions:read'),
  exportOpenLineage: reads('models:read'),
  getPersonLineage: reads('customers:read'),
  listModels: reads('models:read'),
  getModelVersion: reads('models:read'),
  compareModels: reads('models:read'),
  listModelMoves: reads('models:read'),
  promoteModel: changesAfter('models:write', 'model_version', async (store) => {
    const id = await newVersion(store);
    return () => store.post(`/v1/models/${id}/promote`, { reason: 'better here' });
  }),
  rollBackModel: changesAfter('models:write', 'model_version', async (store) => {
    await store.post(`/v1/models/${await newVersion(store)}/promote`, { reason: 'better here' });
    return () => store.post('/v1/models/purchase/roll-back', { reason: 'worse here' });
  }),

  listTrainingRuns: reads('models:read'),
  getTrainingRun: reads('models:read'),
  listFeatureChecks: reads('models:read'),
  requestTraining: changes('models:write', 'training_run', (store) =>
    store.post('/v1/training-runs', { model: 'purchase' }),
  ),
  cancelTraining: changesAfter('models:write', 'training_run', async (store) => {
    const { json } = await store.post('/v1/training-runs', { model: 'uplift' });
    return () => store.post(`/v1/training-runs/${json.id}/cancel`);
  }),
};

/** A model version of the store, of its own. */
function newVersion({ api, storeId }: OpenedStore): Promise<string> {
  return openTestRegistry(api.database).register(`of-a-test-${uuidV7()}`, storeId);
}

const view = { name: 'Carts by week', query: { metric: 'abandoned_carts', granularity: 'week' } };

const webhookReport = {
  ...{ name: 'Monday numbers', frequency: 'weekly', timeOfDay: '08:00' },
  delivery: { kind: 'webhook', url: 'https://reports.example/' },
};

async function newReport(store: OpenedStore): Promise<string> {
  return (await store.post('/v1/reports/scheduled', webhookReport)).json.report.id;
}
