import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { plainBrands } from '../../../services/state/brands/brands.ts';
import { installationBrand, pageBrand } from '../../hosts/page-brand.ts';
import { noticePage } from '../../pages/notice-page.ts';
import { respondPage } from '../../pages/respond-page.ts';
import { appLinksRoute } from './app-links.ts';
import { frontRoute } from './front.ts';
import { oneClickRoute } from './one-click.ts';
import { optInRoute } from './opt-in.ts';
import type { PublicDeps } from './public-deps.ts';
import { redeemRoute } from './redeem.ts';
import { restoreRoute } from './restore.ts';
import { sandboxEmailRoute } from './sandbox-email.ts';
import { sandboxListRoute } from './sandbox-list.ts';
import { sandboxShowRoute } from './sandbox-show.ts';
import { unsubscribeRoute } from './unsubscribe.ts';

/** Longest form that these pages take, in bytes. */
const formBytesMax = 4_096;

/**
 * The pages that links in messages lead to. The token in the path is the whole permission: there are no cookies, so
 * nothing to forge across sites, and mail providers post here without an origin.
 */
export function createPublicRoutes(deps: PublicDeps): Hono {
  const routes = new Hono();
  const { database, brands = plainBrands } = deps;
  routes.use('/r/*', bodyLimit({ maxSize: formBytesMax }));
  routes.use('/u/*', bodyLimit({ maxSize: formBytesMax }));
  routes.use('/c/*', bodyLimit({ maxSize: formBytesMax }));
  routes.use('/', installationBrand(brands));
  routes.use('/r/*', pageBrand('restore', { database, brands }));
  routes.use('/u/*', pageBrand('unsubscribe', { database, brands }));
  routes.use('/c/*', pageBrand('opt_in', { database, brands }));
  frontRoute(routes, deps);
  if (deps.appLinks) appLinksRoute(routes, deps.appLinks);
  restoreRoute(routes, deps);
  redeemRoute(routes, deps);
  unsubscribeRoute(routes, deps);
  oneClickRoute(routes, deps);
  optInRoute(routes, deps);
  if (deps.showSandbox) {
    sandboxListRoute(routes, deps);
    sandboxShowRoute(routes, deps);
    sandboxEmailRoute(routes, deps);
  }
  routes.onError((error, c) => {
    deps.reportError(error);
    return respondPage(
      c,
      (frame) =>
        noticePage({
          ...frame,
          shop: null,
          title: 'Something went wrong',
          text: 'This was our fault. Please try again in a minute.',
        }),
      { status: 503 },
    );
  });
  return routes;
}
