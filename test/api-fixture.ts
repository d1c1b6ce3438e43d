import { pino } from 'pino';
import { createApi } from '../api/api.ts';
import type { ApiDeps, ApiLimits } from '../api/api-deps.ts';
import type { CartPrediction } from '../api/predict.ts';
import { readProvidersConfig } from '../channels/provider-config.ts';
import { createProviders } from '../channels/providers.ts';
import { providerUnits } from '../channels/registry.ts';
import { createBuiltInTemplates } from '../channels/render/built-in-templates.ts';
import { createRenderer } from '../channels/render/renderer.ts';
import { connectPostgres } from '../db/postgres/connect.ts';
import { type Database, openDatabase } from '../db/postgres/tenancy.ts';
import { connectRedis } from '../db/redis/connect.ts';
import { system } from '../domain/actor.ts';
import type { KeyScope } from '../domain/key-scope.ts';
import type { EventLog } from '../events/event-log.ts';
import { createStreamsLog } from '../events/streams.ts';
import { platforms } from '../platforms/registry.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { createSealer } from '../runtime/sealer.ts';
import { type Accounts, createAccounts } from '../services/accounts/accounts.ts';
import { createApiKey } from '../services/accounts/api-keys/create.ts';
import { noMailer } from '../services/accounts/mailer.ts';
import { openAccountNews } from '../services/accounts/news/account-news.ts';
import { createStore } from '../services/accounts/stores/create.ts';
import { createSandboxStore } from '../services/messaging/sandbox-inbox/put.ts';
import type { RecoveryCommand } from '../services/recovery/recoveries/recovery-control.ts';
import { createStoreTemplates } from '../services/recovery/templates/store-templates.ts';
import { createBrandKeeper } from '../services/state/brands/brand-keeper.ts';
import { type Listening, listen } from '../workers/listen.ts';
import { addressHasher } from './address-hasher.ts';
import { test as base } from './fixtures.ts';
import { allOn } from './flags-fixture.ts';
import { searchHere } from './search-here.ts';
import { secretsOf } from './secrets-of.ts';
import { testLinks } from './test-links.ts';

export interface ApiRequest {
  readonly method?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, or undefined when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  readonly json: any;
}

export interface TestStore {
  readonly id: string;
  /** Has every scope. */
  readonly key: string;
  readonly campaignId: string;
}

/** The whole API on real stores, called without a port. */
export interface ApiFixture {
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly integrations: ApiDeps['integrations'];
  readonly accounts: Accounts;
  /** How stores are shown, as it was at the last change through the API. */
  readonly brands: ApiDeps['brands'];
  readonly adminKey: string;
  /** What was told to which workflow; workflow ids in `gone` have none. */
  readonly told: { readonly workflowId: string; readonly command: RecoveryCommand }[];
  readonly gone: Set<string>;
  /** What the model says of a cart, by its id. */
  readonly predictions: Map<string, CartPrediction>;
  newStore(): Promise<TestStore>;
  newKey(storeId: string, ...scopes: KeyScope[]): Promise<string>;
  call(path: string, request?: ApiRequest): Promise<ApiAnswer>;
  /** The same stores behind an app with something changed. */
  appWith(change: AppChange): Pick<ApiFixture, 'call'>;
  /** The same, served on a port of this machine until the test file ends. */
  serve(change?: AppChange): Promise<Served>;
}

export type AppChange = Partial<Omit<ApiDeps, 'limits'>> & { readonly limits?: Partial<ApiLimits> };

export interface Served extends Pick<ApiFixture, 'call'> {
  /** `127.0.0.1:<port>` */
  readonly address: string;
  stop(drainMs: number): Promise<void>;
}

/** Where the dashboard is, for the origin of requests by cookie. */
export const dashboardUrl = 'https://engine.example';
export const testSecret = 'the installation secret of the tests';
const adminKey = 'operator-key-of-the-tests-0123456789';

const limits: ApiLimits = {
  bodyBytesMax: 256 * 1024,
  batchEventsMax: 1_000,
  rateEventsPerSecond: 1_000_000,
  rateEventsPerKeyPerSecond: 0,
  rateRequestsPerSecond: 100_000,
  rateRequestsPerStorePerSecond: 1_000_000,
  requestTimeoutMs: 60_000,
};

export const test = base.extend(
  'api',
  { scope: 'file' },
  async ({ database: urls, redis: { url } }, { onCleanup }): Promise<ApiFixture> => {
    const connections = {
      app: connectPostgres(urls.appUrl, { maxConnections: 4, applicationName: 'test-api' }),
      engine: connectPostgres(urls.engineUrl, { maxConnections: 2, applicationName: 'test-api-engine' }),
    };
    const database = openDatabase({ ...connections, addressHasher });
    const redis = connectRedis(url, { purpose: 'request' });
    const eventLog = createStreamsLog({ redis, newBlockingRedis: () => connectRedis(url, { purpose: 'blocking' }) });
    const news = openAccountNews({
      redis,
      subscriber: connectRedis(url, { purpose: 'blocking' }),
      onFailure: () => {},
    });
    const accounts = createAccounts({
      ...{ database, news, mailer: noMailer, now: Date.now },
      secret: testSecret,
      publicUrl: () => dashboardUrl,
    });
    const servers: Listening[] = [];
    const templates = createStoreTemplates(database, createBuiltInTemplates());
    const renderer = createRenderer({ templates });
    onCleanup(async () => {
      news.close();
      await renderer.close();
      await Promise.all(servers.map((server) => server.stop(0)));
      await eventLog.close();
      await redis.quit();
      await Promise.all([connections.app.end({ timeout: 5 }), connections.engine.end({ timeout: 5 })]);
    });

    const brandKeeper = createBrandKeeper(database);
    const told: ApiFixture['told'] = [];
    const gone = new Set<string>();
    const predictions = new Map<string, CartPrediction>();
    const deps: ApiDeps = {
      log: pino({ level: 'silent' }),
      metrics: createMetrics({ role: 'test' }),
      database,
      operations: database,
      accounts,
      redis,
      eventLog,
      flags: allOn,
      flagNews: { tell: async () => {} },
      brands: brandKeeper.brands,
      brandNews: { tell: () => brandKeeper.refresh() },
      repairSearch: searchHere,
      links: testLinks,
      providerNames: { email: ['outbox', 'resend'], sms: ['outbox'], push: ['outbox'] },
      providerDefaults: { email: 'outbox', sms: 'outbox', push: 'outbox' },
      recoveryControl: {
        tell: async (workflowId, command) => {
          if (gone.has(workflowId)) return 'gone';
          told.push({ workflowId, command });
          return 'told';
        },
      },
      predict: async ({ cartId }) => predictions.get(cartId) ?? null,
      previews: {
        ...{ renderer, templates, publicUrl: 'https://engine.example', defaultFrom: 'Shop <shop@engine.example>' },
      },
      providers: createProviders(readProvidersConfig(providerUnits, {}).config, {
        ...{ outbox: createSandboxStore(database), publicUrl: dashboardUrl },
      }),
      integrations: {
        database,
        platforms,
        sealer: createSealer(testSecret),
        allowLoopbackApis: true,
        publicUrl: dashboardUrl,
        now: Date.now,
      },
      health: { report: async () => ({ status: 'ok', checks: { postgres: { ok: true, latencyMs: 1, sinceMs: 0 } } }) },
      operatorKeys: () => [adminKey],
      secrets: secretsOf({ LINK_SECRET: testSecret, ADMIN_API_KEY: adminKey }),
      temporalUiUrl: 'http://temporal.test',
      temporalNamespace: 'default',
      corsOrigins: ['https://shop.example'],
      limits,
      now: Date.now,
    };
    const caller =
      (request: (path: string, init: RequestInit) => Response | Promise<Response>): ApiFixture['call'] =>
      async (path, { method = 'GET', key, headers = {}, body } = {}) => {
        const response = await request(path, {
          method,
          headers: {
            ...(key && { authorization: `Bearer ${key}` }),
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
          body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
        });
        const text = await response.text();
        return { status: response.status, headers: response.headers, text, json: parsed(text) };
      };

    const changedApi = (change: AppChange) =>
      createApi({
        ...deps,
        metrics: createMetrics({ role: 'test' }),
        ...change,
        limits: { ...limits, ...change.limits },
      });

    return {
      database,
      eventLog,
      integrations: deps.integrations,
      accounts,
      brands: brandKeeper.brands,
      adminKey,
      told,
      gone,
      predictions,
      newStore: async () => {
        const { store, apiKey, campaign } = await createStore(database, {
          ...{ actor: system, name: 'Test shop' },
          // Who is written to is no matter of chance in a test.
          holdoutPercent: 0,
        });
        return { id: store.id, key: apiKey.key, campaignId: campaign.id };
      },
      newKey: async (storeId, ...scopes) =>
        (await createApiKey(database, { actor: system, storeId, name: 'test', scopes })).key,
      call: caller(createApi(deps).app.request),
      appWith: (change) => ({ call: caller(changedApi(change).app.request) }),
      serve: async (change = {}) => {
        const { app, fastPath } = changedApi(change);
        const server = await listen({
          fetch: app.fetch,
          before: fastPath,
          host: '127.0.0.1',
          port: 0,
          webSocketBytesMax: change.limits?.bodyBytesMax ?? limits.bodyBytesMax,
        });
        servers.push(server);
        const address = `127.0.0.1:${server.port}`;
        return {
          address,
          call: caller((path, init) => fetch(`http://${address}${path}`, init)),
          stop: (drainMs) => server.stop(drainMs),
        };
      },
    };
  },
);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
