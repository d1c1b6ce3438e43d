import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { Metrics } from '../../runtime/metrics.ts';
import type { ApiEnv } from '../api-deps.ts';

export interface AccessLogDeps {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly now: () => number;
}

/** One line and one measurement per answer. */
export function accessLog({ now, ...deps }: AccessLogDeps): MiddlewareHandler<ApiEnv> {
  const noteAnswer = createAnswerNotes(deps);
  return async function accessLog(c, next) {
    const startedAt = now();
    await next();
    noteAnswer({
      requestId: c.get('requestId'),
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      durationMs: now() - startedAt,
      storeId: c.get('actor')?.storeId,
    });
  };
}

/** What is said of an answer: ids and the route's pattern, never a path with its values, a query, a body or an address. */
export interface Answered {
  readonly requestId: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
  readonly storeId: string | null | undefined;
}

/** Measures and logs answers. Reads and events that went well are logged at `debug`, or they would be all of the log. */
export function createAnswerNotes({ log, metrics }: Omit<AccessLogDeps, 'now'>): (answered: Answered) => void {
  const seconds = metrics.histogram({
    name: 'api_request_seconds',
    help: 'Time from request to answer.',
    labels: ['method', 'route', 'status'],
  });
  return (answered) => {
    const { method, route, status, durationMs } = answered;
    seconds.observe(durationMs / 1_000, { method: knownMethod(method), route, status: String(status) });
    const level =
      status >= 500 ? 'warn' : status >= 400 || (method !== 'GET' && !eventEndpoints.has(route)) ? 'info' : 'debug';
    if (log.isLevelEnabled(level)) log[level](answered, 'request');
  };
}

const eventEndpoints: ReadonlySet<string> = new Set(['/v1/events', '/v1/browser/events', '/v1/webhooks/:id']);
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A client may invent methods, and each would be a series of its own. */
function knownMethod(method: string): string {
  return methods.has(method) ? method : 'other';
}
