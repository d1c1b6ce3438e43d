import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../api-deps.ts';

const acceptable = /^[\w.-]{8,64}$/;

/** Gives the request an id (the caller's own, when it looks like one) that its answer and every log line carry. */
export function requestId(): MiddlewareHandler<ApiEnv> {
  return function requestId(c, next) {
    const given = c.req.header('x-request-id');
    const id = given !== undefined && acceptable.test(given) ? given : randomUUID();
    c.set('requestId', id);
    c.header('x-request-id', id);
    return next();
  };
}
