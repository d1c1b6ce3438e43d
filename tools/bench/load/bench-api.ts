import { pino } from 'pino';
import { createApi } from '../../../api/api.ts';
import type { ApiDeps } from '../../../api/api-deps.ts';
import { createBuiltInTemplates } from '../../../channels/render/built-in-templates.ts';
import { createRenderer } from '../../../channels/render/renderer.ts';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { createMetrics } from '../../../runtime/metrics.ts';
import { createAccounts } from '../../../services/accounts/accounts.ts';
import { noMailer } from '../../../services/accounts/mailer.ts';
import { openAccountNews } from '../../../services/accounts/news/account-news.ts';
import { createRepairSearch } from '../../../services/ingest/repairs/repair-search.ts';
import { createStoreTemplates } from '../../../services/recovery/templates/store-templates.ts';
import { plainBrands } from '../../../services/state/brands/brands.ts';
import { allOn } from '../../../test/flags-fixture.ts';

const benchDashboardUrl = 'https://engine.example';

/** The API with the limits of production, but for the rates that a bench would run into. Whoever made it closes it. */
export function createBenchApi(
  deps: Pick<ApiDeps, 'redis' | 'eventLog' | 'integrations'> & { readonly database: Database },
) {
  const { database, redis } = deps;
  const news = openAccountNews({ redis, subscriber: redis.duplicate(), onFailure: () => {} });
  const templates = createStoreTemplates(database, createBuiltInTemplates());
  const api = createApi({
    ...deps,
    accounts: createAccounts({
      ...{ database, news, mailer: noMailer, now: Date.now },
      secret: 'the installation secret of the bench',
      publicUrl: () => benchDashboardUrl,
    }),
    operations: deps.database,
    flags: allOn,
    flagNews: { tell: async () => {} },
    brands: plainBrands,
    brandNews: { tell: async () => {} },
    // As in production, but into the void.
    log: pino({ level: 'info' }, pino.destination('/dev/null')),
    metrics: createMetrics({ role: 'bench' }),
    providerNames: { email: [], sms: [], push: [] },
    providerDefaults: { email: 'outbox', sms: 'outbox', push: 'outbox' },
    recoveryControl: { tell: async () => 'gone' },
    predict: async () => null,
    providers: { choose: () => undefined, named: () => undefined },
    previews: {
      ...{ templates, renderer: createRenderer({ templates }) },
      ...{ publicUrl: 'https://engine.example', defaultFrom: 'Shop <shop@engine.example>' },
    },
    repairSearch: createRepairSearch(),
    health: { report: async () => ({ status: 'ok', checks: {} }) },
    operatorKeys: () => [],
    temporalUiUrl: null,
    temporalNamespace: 'default',
    corsOrigins: '*',
    now: Date.now,
    limits: {
      bodyBytesMax: 1_048_576,
      batchEventsMax: 1_000,
      rateEventsPerSecond: 10_000_000,
      rateEventsPerKeyPerSecond: 0,
      rateRequestsPerSecond: 1_000,
      rateRequestsPerStorePerSecond: 1_000,
      requestTimeoutMs: 15_000,
    },
  });
  return { ...api, close: () => news.close() };
}
