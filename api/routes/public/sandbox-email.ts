import type { Hono } from 'hono';
import type { PublicDeps } from './public-deps.ts';
import { findEntry } from './sandbox-show.ts';

/** An e-mail brings its own styles and pictures; it may run nothing, send nothing and be framed by our page alone. */
const emailPolicy = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src https: http: data:',
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** `GET /outbox/{storeId}/{messageId}/html`: the e-mail's HTML itself, for the frame of its page. */
export function sandboxEmailRoute(routes: Hono, { database }: PublicDeps): void {
  routes.get('/outbox/:storeId/:messageId/html', async (c) => {
    const entry = await findEntry(c, database);
    if (entry?.message.channel !== 'email') return c.text('There is no e-mail of this address.\n', 404);
    c.header('content-security-policy', emailPolicy);
    c.header('x-content-type-options', 'nosniff');
    c.header('cache-control', 'no-store');
    return c.html(entry.message.html);
  });
}
