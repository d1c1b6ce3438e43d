import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../api-deps.ts';

/** For answers that are data: nothing in them may run, be framed, be sniffed or be kept. Pages set a policy of their own. */
export const dataHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-site',
  'cache-control': 'no-store',
} as const;

const entries = Object.entries(dataHeaders);

/** Adds what every answer carries to those that did not bring it themselves. */
export function standardHeaders(): MiddlewareHandler<ApiEnv> {
  return async function standardHeaders(c, next) {
    await next();
    if (c.get('headersComplete')) return;
    const { headers } = c.res;
    headers.set('x-request-id', c.get('requestId'));
    for (const [name, value] of entries) if (!headers.has(name)) headers.set(name, value);
  };
}

/** Every header of an answer in JSON, in one plain record. */
export function jsonAnswerHeaders(requestId: string, more: Readonly<Record<string, string>>): Record<string, string> {
  return { 'content-type': 'application/json', 'x-request-id': requestId, ...dataHeaders, ...more };
}
