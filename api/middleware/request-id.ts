import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../api-deps.ts';

const acceptable = /^[\w.-]{8,64}$/;

/** Gives the request an id that its answer and every log line carry. */
export function requestId(): MiddlewareHandler<ApiEnv> {
  return function requestId(c, next) {
    c.set('requestId', requestIdOf(c.req.header('x-request-id')));
    return next();
  };
}

/** The caller's own id, when it looks like one. */
export function requestIdOf(given: string | undefined): string {
  return given !== undefined && acceptable.test(given) ? given : randomUUID();
}
