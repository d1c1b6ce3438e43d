import { Hono } from 'hono';
import type { ApiDeps } from '../api/api-deps.ts';
import { createApp } from '../api/app.ts';
import { createPublicRoutes } from '../api/routes/public/index.ts';
import { isEmbedded } from '../platform/config.ts';
import type { Deps, Role } from './deps.ts';
import { listen } from './listen.ts';
import type { OpenPrediction } from './open-prediction.ts';
import { createTemporalRecoveryControl } from './temporal-recovery-control.ts';

const RATE_REQUESTS_PER_SECOND = 200;
const REQUEST_TIMEOUT_MS = 15_000;

/** Serves the API and the shoppers' pages. */
export async function startApi(deps: Deps): Promise<Role & { readonly port: number }> {
  const { config, log } = deps;
  const app = createApp(apiDepsOf(deps));
  const server = await listen({ fetch: app.fetch, host: config.host, port: config.port });
  log.info({ host: config.host, port: server.port }, 'api listening');
  return { name: 'api', port: server.port, stop: () => server.stop(config.shutdownDrainMs) };
}

/** What the API needs of what the process has. */
export function apiDepsOf(deps: Deps): ApiDeps {
  const { config, secrets, log, database } = deps;
  return {
    log,
    metrics: deps.metrics,
    database,
    redis: deps.redis,
    eventLog: deps.eventLog,
    recoveryControl: createTemporalRecoveryControl(deps.temporal.client),
    predict: predictWith(deps.prediction),
    health: deps.health,
    adminApiKey: secrets.adminApiKey,
    temporalUiUrl: deps.temporal.uiUrl?.replace(/\/+$/, '') ?? null,
    temporalNamespace: deps.temporal.namespace,
    corsOrigins: config.corsOrigins === '*' ? '*' : config.corsOrigins.split(',').map((origin) => origin.trim()),
    limits: {
      bodyBytesMax: config.bodyBytesMax,
      batchEventsMax: config.batchEventsMax,
      rateEventsPerSecond: config.rateEventsPerSecond,
      rateRequestsPerSecond: RATE_REQUESTS_PER_SECOND,
      requestTimeoutMs: REQUEST_TIMEOUT_MS,
    },
    publicRoutes: pagesOf(deps),
    now: Date.now,
  };
}

function predictWith({ features, predictor }: OpenPrediction): ApiDeps['predict'] {
  return async ({ storeId, cartId }) => {
    const input = await features.get(storeId, cartId);
    return input ? (await predictor()).predict(input) : null;
  };
}

/** Everything that a person opens in a browser: the shoppers' pages and, in a demo, the shop itself. */
function pagesOf({ config, database, demoPages, log }: Deps): Hono {
  const pages = new Hono().route(
    '/',
    createPublicRoutes({
      database,
      now: Date.now,
      showOutbox: isEmbedded(config),
      reportError: (error) => log.error({ err: error }, 'page failed'),
    }),
  );
  return demoPages ? pages.route('/demo', demoPages.routes) : pages;
}
