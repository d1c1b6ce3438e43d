import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { createApi } from '../api/api.ts';
import type { ApiDeps } from '../api/api-deps.ts';
import { readBuiltFiles } from '../api/dashboard/built-files.ts';
import { createEventSockets } from '../api/event-socket/event-sockets.ts';
import { socketLimits } from '../api/event-socket/socket-limits.ts';
import { withStrictTransport } from '../api/fast-path/strict-transport.ts';
import { createPublicRoutes } from '../api/routes/public/index.ts';
import { createCallbacks, createProviders, type Providers, providerNames } from '../channels/providers.ts';
import { createBuiltInTemplates } from '../channels/render/built-in-templates.ts';
import { createRenderer } from '../channels/render/renderer.ts';
import type { ProviderPicks } from '../domain/channel.ts';
import { dayMs } from '../domain/duration.ts';
import { publicUrl, showsSandbox } from '../runtime/config.ts';
import { withoutTrailingSlashes } from '../runtime/trailing-slashes.ts';
import type { Accounts } from '../services/accounts/accounts.ts';
import { countStrandedPasskeys } from '../services/accounts/second-factors/stranded-passkeys.ts';
import { createForecastReader } from '../services/analytics/forecast/forecast-reader.ts';
import { createWeekShapeReader } from '../services/analytics/forecast/week-shape.ts';
import { createLineageEvents } from '../services/analytics/lineage/lineage-events.ts';
import { createReadOperations } from '../services/analytics/operations/read-operations.ts';
import { createPredictionReporter } from '../services/analytics/predictions/prediction-report.ts';
import { createAnalyticsReader } from '../services/analytics/queries/analytics-reader.ts';
import { createPersonEvents } from '../services/analytics/queries/person-events.ts';
import { createReportReader } from '../services/analytics/reports/report-reader.ts';
import { recountUsage } from '../services/analytics/usage/recount.ts';
import { holdQuota } from '../services/ingest/events/hold-quota.ts';
import { withIntakeSwitch } from '../services/ingest/events/intake-switch.ts';
import { shedLoad } from '../services/ingest/events/shed-load.ts';
import { createRepairSearch } from '../services/ingest/repairs/repair-search.ts';
import { createSandboxStore } from '../services/messaging/sandbox-inbox/put.ts';
import { openDns } from '../services/messaging/sender-domain/dns.ts';
import { createSenderDomains } from '../services/messaging/sender-domain/sender-domains.ts';
import type { LatePredictions } from '../services/prediction/predictions/keep-later.ts';
import { createRecompute } from '../services/prediction/recomputing/recompute.ts';
import { createCachedPredictions } from '../services/prediction/serving/cached-predictions.ts';
import { createUpliftScorer } from '../services/prediction/uplift/uplift-scorer.ts';
import type { DraftModels } from '../services/recovery/drafts/draft-deps.ts';
import { createStoreTemplates } from '../services/recovery/templates/store-templates.ts';
import { uuidV7 } from '../services/shared/ids.ts';
import { topicSources } from '../services/streaming/topics/topic-sources.ts';
import { bundleStorefront } from './bundle-storefront.ts';
import type { Deps, Role } from './deps.ts';
import { erasePersons } from './erasure-loop.ts';
import { turnKeys } from './key-loop.ts';
import { listen } from './listen.ts';
import { openLiveHub } from './live-hub.ts';
import { openAccounts } from './open-accounts.ts';
import { openIntegrationDeps } from './open-integrations.ts';
import { openLatePredictions } from './open-late-predictions.ts';
import { openRefusedItems } from './open-refused-items.ts';
import { purgeKeys } from './purge-keys.ts';
import { purgeSessions } from './purge-sessions.ts';
import { purgeTrials } from './purge-trials.ts';
import { roleNames } from './role-names.ts';
import { publishSchemas, schemaRegistryPages } from './schema-registry.ts';
import { sendPasswordResets } from './send-password-resets.ts';
import { createTemporalRecoveryControl } from './temporal-recovery-control.ts';
import { createTemporalRolloutControl } from './temporal-rollout-control.ts';
import { watchBacklog } from './watch-backlog.ts';
import { deploymentName } from './worker-version.ts';

const dashboardFolder = fileURLToPath(new URL('../web/dist', import.meta.url));

/** Serves the API, the dashboard and the shoppers' pages. */
export async function startApi(deps: Deps): Promise<Role & { readonly port: number }> {
  const { config, log } = deps;
  const eventSockets = createEventSockets({
    limits: {
      ...socketLimits,
      connectionsMax: config.eventSocketsMax,
      storeConnectionsMax: config.eventSocketsPerStoreMax,
    },
    metrics: deps.metrics,
    log,
  });
  await publishSchemas(deps);
  const refusedItems = openRefusedItems(deps);
  const latePredictions = openLatePredictions(deps);
  const repairSearch = createRepairSearch();
  const recomputing = createRecompute({ artifacts: deps.prediction.artifacts });
  const backlog = watchBacklog(deps);
  const dashboard = readBuiltFiles(dashboardFolder);
  if (!dashboard) log.warn({ folder: dashboardFolder }, 'the dashboard is not built: npm run web:build builds it');
  let listeningPort = config.port;
  const { accounts, close: closeAccounts } = openAccounts(deps, () => publicUrl(config, listeningPort));
  const live = openLiveHub(deps, accounts);
  const providers = createProviders(config.providers, {
    outbox: createSandboxStore(deps.database),
    publicUrl: publicUrl(config),
  });
  const previews = openPreviews(deps, providers);
  const { app, fastPath } = createApi({
    ...apiDepsOf(deps, providers),
    previews,
    ...(dashboard && { dashboard }),
    accounts,
    predict: predictWith(deps, latePredictions),
    eventLog: holdQuota(shedLoad(deps.eventLog, withIntakeSwitch(backlog.doors, deps.flags)), deps.quotas),
    backlog: backlog.latest,
    refusedItems,
    repairSearch,
    recompute: recomputing.recompute,
    rescore: recomputing.rescore,
    eventSockets,
    live,
    storefront: { scripts: await bundleStorefront(), publicUrl: publicUrl(config) },
    integrations: { ...openIntegrationDeps(deps), publicUrl: publicUrl(config) },
    providers,
    ...(deps.demoPages && { demoShop: deps.demoPages.shop }),
    callbackOf: createCallbacks(config.providers, { publicUrl: publicUrl(config) }),
    inboundMail: { domain: config.inboundEmailDomain, secret: config.inboundEmailSecret },
  });
  const server = await listen({
    fetch: app.fetch,
    before: withStrictTransport(fastPath, { publicUrl: publicUrl(config), days: config.hstsDays }),
    host: config.host,
    port: config.port,
    webSocketBytesMax: config.bodyBytesMax,
  });
  listeningPort = server.port;
  const loops = [purgeKeys(deps), purgeSessions(deps), purgeTrials(deps), turnKeys(deps), erasePersons(deps)];
  const passwordResets = sendPasswordResets(deps, accounts);
  await warnOfStrandedPasskeys(accounts, log);
  log.info({ host: config.host, port: server.port }, 'api listening');
  return {
    name: 'api',
    port: server.port,
    async stop() {
      // The server waits for its connections, and a WebSocket stays until somebody ends it.
      const socketsMs = config.shutdownDrainMs / 2;
      await Promise.all([eventSockets.drain(socketsMs), live.drain(socketsMs), server.stop(config.shutdownDrainMs)]);
      await Promise.all([...loops.map((loop) => loop.stop()), passwordResets.stop()]);
      await Promise.all([backlog.stop(), live.stop()]);
      closeAccounts();
      await Promise.all([refusedItems.stop(), latePredictions.stop(), repairSearch.close(), recomputing.close()]);
      await previews.renderer.close();
    },
  };
}

/** Whoever changed the address hears at once who cannot sign in by passkey any more. */
async function warnOfStrandedPasskeys(accounts: Accounts, log: Deps['log']): Promise<void> {
  const stranded = await countStrandedPasskeys(accounts);
  if (stranded)
    log.warn(
      stranded,
      'passkeys were made under another host name and work no more: set PUBLIC_URL back, or let their people make new ones',
    );
}

/** What the API needs of what the process has. */
function apiDepsOf(
  deps: Deps,
  providers: Providers,
): Omit<ApiDeps, 'accounts' | 'integrations' | 'predict' | 'previews' | 'providers' | 'repairSearch'> {
  const { config, secrets, log, database } = deps;
  const analytics = createAnalyticsReader({ ...deps, now: Date.now });
  const senderDomains = createSenderDomains({
    dns: openDns(config.dnsServers),
    ...{ from: config.emailFrom, selectors: config.emailDkimSelectors, now: Date.now },
  });
  const mailProvider = providers.choose('email', {});
  return {
    log,
    metrics: deps.metrics,
    database,
    operations: database,
    redis: deps.redis,
    eventLog: deps.eventLog,
    flags: deps.flags,
    flagNews: deps.flagNews,
    brands: deps.brands,
    brandNews: deps.brandNews,
    domainTexts: openDns(config.dnsServers),
    recountUsage: (asked) => recountUsage(deps, asked),
    recoveryControl: createTemporalRecoveryControl(deps.temporal.client),
    rolloutControl: createTemporalRolloutControl(deps.temporal.client),
    draftModels: draftModelsOf(config),
    links: { secret: secrets.keys, publicUrl: publicUrl(config), brands: deps.brands },
    providerNames: providerNames(config.providers),
    providerDefaults: config.providers.defaults,
    senderDomains,
    reports: createReportReader(deps),
    analytics,
    readForecast: createForecastReader({
      ...{ database, analytics, now: Date.now },
      readWeekShape: createWeekShapeReader({ database, now: Date.now }),
    }),
    health: deps.health,
    lineageEvents: createLineageEvents(deps),
    readPersonEvents: createPersonEvents(deps),
    reportPredictions: createPredictionReporter({ ...deps, now: Date.now }),
    describeModel: deps.prediction.describe,
    upliftScorer: createUpliftScorer({
      ...{ database: deps.database, artifacts: deps.prediction.artifacts },
      served: async (storeId) => (await deps.prediction.router()).answering(storeId, 'uplift'),
    }),
    readOperations: createReadOperations({
      ...{ database, redis: deps.redis, eventLog: deps.eventLog, health: deps.health, now: Date.now },
      temporal: { client: deps.temporal.client, namespace: deps.temporal.namespace, deploymentName },
      ...{ secrets, secretsAgeMsMax: config.secretsAgeDaysMax * dayMs },
      ...{ senderDomains, emailProvider: mailProvider?.delivers === false ? undefined : mailProvider?.name },
      roles: roleNames,
      topics: topicSources.map(({ topic }) => topic.name),
    }),
    ...{ secrets, secretsAgeMsMax: config.secretsAgeDaysMax * dayMs },
    operatorKeys: secrets.operatorKeys,
    pagesAreClosed: !showsSandbox(config),
    metricsTokens: secrets.metricsTokens,
    temporalUiUrl: deps.temporal.uiUrl ? withoutTrailingSlashes(deps.temporal.uiUrl) : null,
    temporalNamespace: deps.temporal.namespace,
    corsOrigins: config.corsOrigins === '*' ? '*' : config.corsOrigins.split(',').map((origin) => origin.trim()),
    trustedProxies: config.trustedProxies,
    limits: {
      bodyBytesMax: config.bodyBytesMax,
      batchEventsMax: config.batchEventsMax,
      rateEventsPerSecond: config.rateEventsPerSecond,
      rateEventsPerKeyPerSecond: config.rateEventsPerKeyPerSecond,
      rateRequestsPerSecond: config.rateRequestsPerSecond,
      rateRequestsPerStorePerSecond: config.rateRequestsPerStorePerSecond,
      requestTimeoutMs: config.requestTimeoutMs,
    },
    publicRoutes: pagesOf(deps),
    now: Date.now,
  };
}

function draftModelsOf({ draftsUrl, draftsModel, draftsKey, ...limits }: Deps['config']): DraftModels {
  const isSet = draftsUrl !== undefined && draftsModel !== undefined;
  return {
    installation: isSet ? { url: withoutTrailingSlashes(draftsUrl), model: draftsModel, key: draftsKey ?? null } : null,
    askTimeoutMs: limits.draftsTimeoutMs,
    requestsPerDayMax: limits.draftsPerStorePerDay,
  };
}

/** Its thread starts with the first preview. */
function openPreviews({ config, database, brands }: Deps, providers: Providers) {
  const templates = createStoreTemplates(database, createBuiltInTemplates());
  return {
    templates,
    renderer: createRenderer({ templates }),
    publicUrl: publicUrl(config),
    brands,
    defaultFrom: config.emailFrom,
    smsSender: (picks: ProviderPicks) => providers.choose('sms', picks)?.sender,
  };
}

function predictWith(
  { prediction: { features, serving }, redis, database, metrics, log }: Deps,
  late: LatePredictions,
): ApiDeps['predict'] {
  const reads = metrics.counter({
    name: 'prediction_reads_total',
    help: 'Predictions of carts that the API was asked for: cached, made, made of a cart that has just changed, or of an unknown one.',
    labels: ['result'],
  });
  return createCachedPredictions({
    ...{ redis, database },
    answering: async (asked) => (await serving()).answering(asked),
    async make({ storeId, cartId }) {
      const since = performance.now();
      const input = await features.get(storeId, cartId);
      if (!input) return null;
      const id = uuidV7();
      const served = await (await serving()).predict({ id, storeId, cartId, input });
      late.offer({ id, storeId, cartId, recoveryId: null, input, ...served, tookMs: performance.now() - since });
      return served;
    },
    onRead: (result) => reads.add({ result }),
    onFailure: (error) => log.warn({ err: error }, 'predictions are made without the cache'),
  });
}

/** Everything beside our own API: the shoppers' pages, the schema registry and, in a demo, the shop itself. */
function pagesOf(deps: Deps): Hono {
  const { config, database, demoPages, log } = deps;
  const pages = new Hono().route(
    '/',
    createPublicRoutes({
      database,
      operations: database,
      brands: deps.brands,
      linkSecret: deps.secrets.keys,
      eventLog: deps.eventLog,
      now: Date.now,
      showSandbox: true,
      showDemo: demoPages !== null,
      appLinks: { apple: config.appLinksIos, android: config.appLinksAndroid },
      reportError: (error) => log.error({ err: error }, 'page failed'),
    }),
  );
  const registry = schemaRegistryPages(deps);
  if (registry) pages.route('/schema-registry', registry);
  return demoPages ? pages.route('/demo', demoPages.routes) : pages;
}
