import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../api-deps.ts';

const acceptable = /^[\w.-]{8,64}$/;

/** Gives the request an id (the caller's own, when it looks like one) that its answer and every log line carry. */
export function requestId(): MiddlewareHandler<ApiEnv> {
  return function requestId(c, next) {
    const given = c.req.header('x-request-id');
    c.set('requestId', given !== undefined && acceptable.test(given) ? given : randomUUID());
    return next();
  };
}
