import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { ApiEnv } from '../api-deps.ts';

const DURATION_BUCKETS_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * One line and one measurement per answer: ids, the route's pattern, status and duration, never a path with its values,
 * a query, a body or an address. Successful reads and events are logged at `debug`, or they would be all of the log.
 */
export function accessLog({
  log,
  metrics,
  now,
}: {
  log: Logger;
  metrics: Registry;
  now: () => number;
}): MiddlewareHandler<ApiEnv> {
  const answers = new Counter({
    name: 'api_requests_total',
    help: 'Answers by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers: [metrics],
  });
  const durations = new Histogram({
    name: 'api_request_seconds',
    help: 'Time from request to answer.',
    labelNames: ['route'],
    buckets: DURATION_BUCKETS_SECONDS,
    registers: [metrics],
  });
  return async function accessLog(c, next) {
    const startedAt = now();
    await next();
    const durationMs = now() - startedAt;
    const { status } = c.res;
    const route = routePath(c, -1);
    answers.inc({ method: c.req.method, route, status });
    durations.observe({ route }, durationMs / 1_000);
    const actor = c.get('actor');
    const line = {
      requestId: c.get('requestId'),
      method: c.req.method,
      route,
      status,
      durationMs,
      storeId: actor?.storeId,
    };
    if (status >= 500) log.warn(line, 'request');
    else if (status >= 400 || (c.req.method !== 'GET' && route !== '/v1/events')) log.info(line, 'request');
    else log.debug(line, 'request');
  };
}
