import { pino } from 'pino';
import { createApi } from '../../api/api.ts';
import type { ApiDeps } from '../../api/api-deps.ts';
import { createMetrics } from '../../runtime/metrics.ts';

/** Stands for every connection: routes are described, none is called. */
const absent = new Proxy(() => absent, { get: (_target, name) => (name === 'then' ? undefined : absent) }) as never;

/** The API's OpenAPI document, as a running process shows it at `/openapi.json`. */
export async function describeApi(): Promise<unknown> {
  const deps: ApiDeps = {
    log: pino({ level: 'silent' }),
    metrics: createMetrics({ role: 'documents' }),
    database: absent,
    operations: absent,
    accounts: absent,
    redis: absent,
    eventLog: absent,
    flags: absent,
    flagNews: absent,
    brands: absent,
    brandNews: absent,
    repairSearch: absent,
    recoveryControl: absent,
    providerNames: { email: [], sms: [], push: [] },
    providerDefaults: { email: 'outbox', sms: 'outbox', push: 'outbox' },
    predict: absent,
    previews: absent,
    providers: absent,
    integrations: absent,
    health: absent,
    operatorKeys: () => [],
    temporalUiUrl: null,
    temporalNamespace: 'default',
    corsOrigins: '*',
    limits: {
      bodyBytesMax: 1024 * 1024,
      batchEventsMax: 1_000,
      rateEventsPerSecond: 1_000,
      rateEventsPerKeyPerSecond: 0,
      rateRequestsPerSecond: 1_000,
      rateRequestsPerStorePerSecond: 1_000,
      requestTimeoutMs: 30_000,
    },
    now: Date.now,
  };
  const response = await createApi(deps).app.request('/openapi.json');
  return response.json();
}
