import type { Hono } from 'hono';
import { isMachineRequest } from '../../../domain/machine-agent.ts';
import { redeemRestoreLink } from '../../../services/messaging/links/redeem.ts';
import type { PublicDeps } from './public-deps.ts';
import { respondCart } from './restore.ts';

/** `POST /r/{token}/go`: notes that the person came back and leads to the cart at the shop, else to the shop. */
export function redeemRoute(routes: Hono, { database, linkSecret, now }: PublicDeps): void {
  routes.post('/r/:token/go', async (c) => {
    const byMachine = isMachineRequest(c.req.header());
    const opened = await redeemRestoreLink(database, { token: c.req.param('token'), now: now(), byMachine });
    if (opened.kind !== 'open' || opened.cart.purchased || opened.cart.lines.length === 0)
      return respondCart(c, opened, linkSecret);
    const target = opened.cart.discountUrl ?? opened.cart.checkoutUrl ?? opened.cart.store.url;
    c.header('referrer-policy', 'no-referrer');
    if (!target) return respondCart(c, opened, linkSecret);
    return c.redirect(opened.cart.snippetRestores ? withToken(target, c.req.param('token')) : target, 303);
  });
  // A reload after the redirect's detour must not end on an error.
  routes.get('/r/:token/go', (c) => c.redirect(`/r/${encodeURIComponent(c.req.param('token'))}`, 302));
}

/** The part behind `#` stays in the browser: no log and no referrer of the shop's page shows the token. */
function withToken(target: string, token: string): string {
  const url = new URL(target);
  if (url.hash === '') url.hash = `cart_recovery=${token}`;
  return url.href;
}
