import { OpenAPIHono } from '@hono/zod-openapi';
import { findApiKey } from '../services/api-keys/find.ts';
import type { ApiDeps, ApiEnv } from './api-deps.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { createGuard } from './auth/guard.ts';
import { createKeyCache } from './auth/key-cache.ts';
import { docsRoutes } from './docs/docs-routes.ts';
import { invalidInput } from './errors/invalid-input.ts';
import { respondError } from './errors/respond-error.ts';
import { respondUnknownRoute } from './errors/respond-unknown-route.ts';
import { eventSocketRoute } from './event-socket/route.ts';
import { withIdempotency } from './idempotency/with-idempotency.ts';
import { accessLog } from './middleware/access-log.ts';
import { allowOrigins } from './middleware/allow-origins.ts';
import { limitBody } from './middleware/limit-body.ts';
import { limitTime } from './middleware/limit-time.ts';
import { requestId } from './middleware/request-id.ts';
import { standardHeaders } from './middleware/standard-headers.ts';
import { openApiDocument, registerComponents } from './openapi/document.ts';
import { createBudget } from './rate-limit/budget.ts';
import { createRequestRates } from './rate-limit/request-rates.ts';
import type { RouteDeps } from './route-deps.ts';
import { apiRoutes } from './routes/index.ts';
import { createTemporalLink } from './temporal-link.ts';

/** The whole HTTP API. Opens nothing and listens nowhere: tests call `createApp(deps).request(…)`. */
export function createApp(deps: ApiDeps) {
  const { limits, log, metrics, redis, now } = deps;
  const app = new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw invalidInput(result.target, result.error);
    },
  });

  app.use(
    '*',
    requestId(),
    accessLog({ log, metrics, now }),
    standardHeaders(),
    limitTime(limits.requestTimeoutMs, { except: '/v1/events' }),
    limitBody(limits.bodyBytesMax),
  );
  app.use('/v1/events', allowOrigins(deps.corsOrigins));

  const keys = createKeyCache((keyHash) => findApiKey(deps.database, keyHash), now);
  const authenticate = createAuthenticate({ keys, adminApiKey: deps.adminApiKey });
  const budget = (name: string, pointsPerSecond: number) => createBudget({ redis, name, pointsPerSecond, now });
  const guard = createGuard({
    authenticate,
    admit: createRequestRates({
      perKey: budget('requests', limits.rateRequestsPerSecond),
      perStore: budget('store-requests', limits.rateRequestsPerStorePerSecond),
    }),
  });
  const unmeteredGuard = createGuard({ authenticate });
  const eventBudget = budget('events', limits.rateEventsPerSecond);
  const keyEventBudget =
    limits.rateEventsPerKeyPerSecond === 0 ? null : budget('key-events', limits.rateEventsPerKeyPerSecond);

  const routeDeps: RouteDeps = {
    ...deps,
    guard,
    unmeteredGuard,
    eventBudget,
    keyEventBudget,
    temporalLink: createTemporalLink({ uiUrl: deps.temporalUiUrl, namespace: deps.temporalNamespace }),
  };
  app.openapiRoutes(withIdempotency(apiRoutes(routeDeps), routeDeps));
  registerComponents(app, limits);
  const document = openApiDocument(app);
  app.get('/openapi.json', (c) => c.json(document, 200));
  app.route('/', docsRoutes());
  if (deps.eventSockets)
    app.route(
      '/',
      eventSocketRoute({
        ...deps,
        authenticate,
        eventBudget,
        keyEventBudget,
        sockets: deps.eventSockets,
        batchEventsMax: limits.batchEventsMax,
        frameBytesMax: limits.bodyBytesMax,
      }),
    );
  if (deps.publicRoutes) app.route('/', deps.publicRoutes);

  app.notFound((c) => respondUnknownRoute(c, app.routes));
  app.onError((error, c) => respondError(c, error, log));
  return app;
}
