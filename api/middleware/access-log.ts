import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { Metrics } from '../../platform/metrics.ts';
import type { ApiEnv } from '../api-deps.ts';

/**
 * One line and one measurement per answer: ids, the route's pattern, status and duration, never a path with its values,
 * a query, a body or an address. Reads and events that went well are logged at `debug`, or they would be all of the log.
 */
export function accessLog({
  log,
  metrics,
  now,
}: {
  log: Logger;
  metrics: Metrics;
  now: () => number;
}): MiddlewareHandler<ApiEnv> {
  const seconds = metrics.histogram({
    name: 'api_request_seconds',
    help: 'Time from request to answer.',
    labels: ['method', 'route', 'status'],
  });
  return async function accessLog(c, next) {
    const startedAt = now();
    await next();
    const durationMs = now() - startedAt;
    const { status } = c.res;
    const { method } = c.req;
    const route = routePath(c, -1);
    seconds.observe(durationMs / 1_000, { method: knownMethod(method), route, status: String(status) });
    const level =
      status >= 500 ? 'warn' : status >= 400 || (method !== 'GET' && !eventDoors.has(route)) ? 'info' : 'debug';
    if (!log.isLevelEnabled(level)) return;
    log[level](
      { requestId: c.get('requestId'), method, route, status, durationMs, storeId: c.get('actor')?.storeId },
      'request',
    );
  };
}

const eventDoors: ReadonlySet<string> = new Set(['/v1/events', '/v1/browser/events', '/v1/webhooks/:id']);
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A client may invent methods, and each would be a series of its own. */
function knownMethod(method: string): string {
  return methods.has(method) ? method : 'other';
}
