import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../api-deps.ts';

/** For answers that are data: nothing in them may run, be framed, be sniffed or be kept. Pages set a policy of their own. */
const headers = Object.entries({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-site',
  'cache-control': 'no-store',
});

/** Set before the handler runs, so that it may replace them, and so that a finished answer is not copied. */
export function securityHeaders(): MiddlewareHandler<ApiEnv> {
  return function securityHeaders(c, next) {
    for (const [name, value] of headers) c.header(name, value);
    return next();
  };
}
