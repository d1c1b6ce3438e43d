import type { MiddlewareHandler } from 'hono';
import { isDeepJson, tooDeepMessage } from '../../events/json-depth.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';

/** Backpressure that judge each item of a body by itself, so that a deep one does not spoil its neighbours. */
const judgesItems: ReadonlySet<string> = new Set(['/v1/events', '/v1/browser/events']);
/** Here the exact bytes matter: they are kept first and judged when they are understood. */
const takesBytes = '/v1/webhooks/';

/**
 * Refuses JSON with more levels than anything may walk, before a schema or a digest does. The body is kept by the request
 * and read only once.
 */
export function limitDepth(): MiddlewareHandler<ApiEnv> {
  return async function limitDepth(c, next) {
    const { method, path } = c.req;
    const isJson = (c.req.header('content-type') ?? '').toLowerCase().includes('json');
    if (method === 'GET' || !isJson || judgesItems.has(path) || path.startsWith(takesBytes)) return next();
    if (isDeepJson(await c.req.text())) throw new ServiceError('invalid', `The body ${tooDeepMessage}.`, { path: '' });
    return next();
  };
}
