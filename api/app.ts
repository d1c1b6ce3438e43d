import { OpenAPIHono, type z } from '@hono/zod-openapi';
import { inboundMailBytesMax } from '../services/messaging/callbacks/receive-mail.ts';
import { describeIssue } from '../services/shared/describe-issue.ts';
import { ServiceError } from '../services/shared/service-error.ts';
import type { Admission } from './admission.ts';
import type { ApiDeps, ApiEnv } from './api-deps.ts';
import { closedPages, closePages } from './auth/close-pages.ts';
import { dashboardPages, dashboardRoutes } from './dashboard/dashboard-routes.ts';
import { docsRoutes } from './docs/docs-routes.ts';
import { respondError } from './errors/respond-error.ts';
import { respondUnknownRoute } from './errors/respond-unknown-route.ts';
import { eventSocketRoute } from './event-socket/route.ts';
import { answerOwnHosts } from './hosts/answer-own-hosts.ts';
import { withIdempotency } from './idempotency/with-idempotency.ts';
import { liveRoute } from './live/route.ts';
import { accessLog } from './middleware/access-log.ts';
import { allowOrigins, grantPreflights } from './middleware/allow-origins.ts';
import { limitBody } from './middleware/limit-body.ts';
import { limitDepth } from './middleware/limit-depth.ts';
import { limitTime } from './middleware/limit-time.ts';
import { requestId } from './middleware/request-id.ts';
import { standardHeaders } from './middleware/standard-headers.ts';
import { toLocalhost } from './middleware/to-localhost.ts';
import { openApiDocument, registerComponents } from './openapi/document.ts';
import { requireBodies } from './openapi/require-bodies.ts';
import { messageFrameRoute } from './pages/message-frame.ts';
import { limitLinks } from './rate-limit/limit-links.ts';
import type { RouteDeps } from './route-deps.ts';
import { identityPages } from './routes/accounts/identity-pages.ts';
import { apiRoutes } from './routes/index.ts';
import { createTemporalLink } from './temporal-link.ts';

/** Every route of the API, and what goes around them. */
export function createApp(deps: ApiDeps, admission: Admission) {
  const { limits, log, metrics, now } = deps;
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
    limitBody(limits.bodyBytesMax, { inboundMailBytesMax }),
    limitDepth(),
    answerOwnHosts(deps),
  );
  app.use('/v1/events', allowOrigins(deps.corsOrigins));
  app.use('/v1/browser/events', grantPreflights());

  if (deps.pagesAreClosed)
    for (const { paths, permission } of closedPages)
      for (const path of paths)
        app.use(path, closePages(permission, { ...admission, metricsTokens: deps.metricsTokens ?? (() => []) }));

  const routeDeps: RouteDeps = {
    ...deps,
    ...admission,
    temporalLink: createTemporalLink({ uiUrl: deps.temporalUiUrl, namespace: deps.temporalNamespace }),
  };
  app.openapiRoutes(withIdempotency(requireBodies(apiRoutes(routeDeps)), routeDeps));
  registerComponents(app, limits);
  const document = openApiDocument(app);
  app.get('/openapi.json', (c) => c.json(document, 200));
  app.route('/', docsRoutes());
  if (deps.accounts.identityProvider) app.route('/', identityPages(routeDeps));
  app.route('/', messageFrameRoute());
  if (deps.eventSockets)
    app.route(
      '/',
      eventSocketRoute({
        ...deps,
        ...admission,
        sockets: deps.eventSockets,
        batchEventsMax: limits.batchEventsMax,
        frameBytesMax: limits.bodyBytesMax,
      }),
    );
  if (deps.live) app.route('/', liveRoute({ ...deps, hub: deps.live, publicUrl: deps.accounts.publicUrl }));
  for (const place of ['/r/*', '/u/*', '/c/*']) app.use(place, limitLinks(admission));
  for (const page of ['/', ...dashboardPages]) app.use(page, toLocalhost(deps.accounts.publicUrl));
  if (deps.dashboard) app.route('/', dashboardRoutes(deps.dashboard, deps.brands));
  if (deps.publicRoutes) app.route('/', deps.publicRoutes);

  app.notFound((c) => respondUnknownRoute(c, app.routes));
  app.onError((error, c) => respondError(c, error, log));
  return app;
}

/** What the schema of a route did not accept: the first problem, with where it is and what would be right. */
function invalidInput(target: string, error: z.core.$ZodError): ServiceError {
  const { path, message } = describeIssue(error.issues[0]);
  return new ServiceError(target === 'json' ? 'invalid' : 'bad_request', message, { path });
}
