import type { Hono } from 'hono';
import { unsubscribe } from '../../../services/state/suppressions/unsubscribe.ts';
import type { PublicDeps } from './public-deps.ts';

/**
 * `POST /u/{token}/one-click`: the mail program's own button, RFC 8058. The body must be `List-Unsubscribe=One-Click`
 * as a form; no cookies, no redirect, no page. Ends the channel of the message.
 */
export function oneClickRoute(routes: Hono, { database, now }: PublicDeps): void {
  routes.post('/u/:token/one-click', async (c) => {
    const form = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>);
    if (form['List-Unsubscribe'] !== 'One-Click')
      return c.text('The body has to be List-Unsubscribe=One-Click.\n', 400);
    const result = await unsubscribe(database, {
      token: c.req.param('token'),
      scope: 'channel',
      source: 'one_click',
      now: now(),
    });
    return result.kind === 'done' ? c.text('Unsubscribed.\n', 200) : c.text('This link is unknown.\n', 404);
  });
}
