import type { Context, Hono } from 'hono';
import type { KeySource } from '../../../runtime/installation-keys.ts';
import { withoutTrailingSlashes } from '../../../runtime/trailing-slashes.ts';
import { type OpenedLink, openRestoreLink } from '../../../services/messaging/links/open.ts';
import { keptKeyOfMessage } from '../../../services/state/links/link-key.ts';
import { linkToken } from '../../../services/state/links/link-token.ts';
import { noticePage } from '../../pages/notice-page.ts';
import { respondPage } from '../../pages/respond-page.ts';
import { restorePage } from '../../pages/restore-page.ts';
import type { PublicDeps } from './public-deps.ts';

/** `GET /r/{token}`: shows the cart. Changes nothing, however often and by whomever it is opened. */
export function restoreRoute(routes: Hono, { database, linkSecret, now }: PublicDeps): void {
  routes.get('/r/:token', async (c) =>
    respondCart(c, await openRestoreLink(database, { token: c.req.param('token'), now: now() }), linkSecret),
  );
}

/** The page for whatever the link turned out to be. */
export function respondCart(c: Context, opened: OpenedLink, linkSecret?: KeySource): Promise<Response> {
  switch (opened.kind) {
    case 'unknown':
      return respondPage(
        c,
        (frame) =>
          noticePage({
            ...frame,
            shop: null,
            title: 'This link does not work',
            text: 'It may be incomplete. Please open it again from the message.',
          }),
        { status: 404 },
      );
    case 'expired':
      return respondPage(
        c,
        (frame) =>
          noticePage({
            ...frame,
            shop: opened.store,
            title: 'This link has expired',
            text: 'It was good for 30 days. Your shop still has everything it offers.',
            unsubscribeUrl: linkSecret === undefined ? null : unsubscribeUrlOf(opened, linkSecret),
          }),
        { status: 410 },
      );
    case 'open': {
      const { cart } = opened;
      if (cart.purchased)
        return respondPage(c, (frame) =>
          noticePage({
            ...frame,
            shop: cart.store,
            title: 'You have bought this cart',
            text: 'There is nothing left to do. Thank you!',
            done: true,
          }),
        );
      if (cart.lines.length === 0)
        return respondPage(c, (frame) =>
          noticePage({
            ...frame,
            shop: cart.store,
            title: 'This cart is empty',
            text: 'You have taken everything out of it since the message was sent.',
          }),
        );
      const redeemUrl = withoutTrailingSlashes(c.req.path).replace(/\/go$/, '').concat('/go');
      return respondPage(c, (frame) => restorePage({ ...frame, cart, redeemUrl }), { formTargets: shopOrigins(cart) });
    }
  }
}

/**
 * The way out in the same message works for ever: its token is made from the message, as it was when it was sent. Null once the
 * key of then is kept no more: the message itself still leads there.
 */
function unsubscribeUrlOf(
  { storeId, messageId }: { readonly storeId: string; readonly messageId: string },
  keys: KeySource,
): string | null {
  const key = keptKeyOfMessage(keys, messageId);
  return key === null ? null : `/u/${linkToken(key, { kind: 'unsubscribe', storeId, messageId })}`;
}

/** Browsers hold a form's redirect to the page's policy, so the shop must be named in it. */
function shopOrigins({ checkoutUrl, store }: { checkoutUrl: string | null; store: { url: string | null } }): string[] {
  return [checkoutUrl, store.url].filter((url) => url !== null).map((url) => new URL(url).origin);
}
