import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../api-deps.ts';

const preflightSeconds = 600;

/**
 * Lets pages of these origins send events from the browser. `hono/cors` would touch every answer before it is made,
 * which costs a copy of it; this one only touches answers to browsers.
 */
export function allowOrigins(origins: '*' | readonly string[]): MiddlewareHandler<ApiEnv> {
  return async function allowOrigins(c, next) {
    const origin = c.req.header('origin');
    if (origin === undefined) return next();
    const allowed = origins === '*' ? '*' : origins.includes(origin) ? origin : null;
    if (c.req.method === 'OPTIONS')
      c.res = new Response(null, { status: 204, headers: allowed === null ? {} : preflightHeaders });
    else await next();
    if (allowed !== null) c.res.headers.set('access-control-allow-origin', allowed);
    if (origins !== '*') c.res.headers.append('vary', 'Origin');
  };
}

/**
 * Grants every page the preflight of an endpoint whose answers any page may read. The snippet needs none: only a page whose
 * requests name their trace makes the browser ask.
 */
export function grantPreflights(): MiddlewareHandler<ApiEnv> {
  return async function grantPreflights(c, next) {
    if (c.req.method !== 'OPTIONS') return next();
    return new Response(null, { status: 204, headers: { ...preflightHeaders, 'access-control-allow-origin': '*' } });
  };
}

const preflightHeaders = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'authorization, content-type, traceparent, x-request-id',
  'access-control-expose-headers': 'x-request-id, ratelimit, ratelimit-policy, retry-after',
  'access-control-max-age': String(preflightSeconds),
};
