import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../api-deps.ts';
import { wantsPage } from '../wants-page.ts';

const numbers = /^(?:127(?:\.\d{1,3}){3}|\[::1\])(?::(\d{1,5}))?$/;

/**
 * Leads a browser from 127.0.0.1 to localhost, where the dashboard is: passkeys work under no address of numbers, and cookies
 * of the one are none of the other. Only where the configured address is localhost.
 */
export function toLocalhost(publicUrl: () => string): MiddlewareHandler<ApiEnv> {
  return async function toLocalhost(c, next) {
    const port = numbers.exec(c.req.header('host') ?? '');
    if (!port || !wantsPage(c) || new URL(publicUrl()).hostname !== 'localhost') return next();
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(`http://localhost${port[1] ? `:${port[1]}` : ''}${pathname}${search}`, 302);
  };
}
