import type { MiddlewareHandler } from 'hono';
import { shownBrand } from '../../domain/brand/shown-brand.ts';
import { storeOfToken, type TokenKind } from '../../services/ingest/opt-ins/store-of-token.ts';
import type { Brands } from '../../services/state/brands/brands.ts';
import { noticePage } from '../pages/notice-page.ts';
import { respondPage } from '../pages/respond-page.ts';
import type { PublicDeps } from '../routes/public/public-deps.ts';

/**
 * Shows the page of a link as its store is shown. Under a store's own name there are links of that store alone: those of another
 * are unknown there, so nobody sees one shop's cart under the name of another.
 */
export function pageBrand(
  kind: TokenKind,
  { database, brands }: Pick<PublicDeps, 'database'> & { readonly brands: Brands },
): MiddlewareHandler {
  return async function pageBrand(c, next) {
    const storeId = await storeOfToken(database, { kind, token: c.req.path.split('/')[2] ?? '' });
    // As `answerOwnHosts` found it; where nothing stands before these routes, nobody did.
    const hostStoreId: string | undefined = c.get('hostStoreId');
    c.set('brand', shownBrand(brands.of(storeId ?? hostStoreId ?? null), ''));
    if (hostStoreId === undefined || storeId === null || storeId === hostStoreId) return next();
    return respondPage(
      c,
      (frame) =>
        noticePage({
          ...{ ...frame, shop: null, title: 'This link does not work' },
          text: 'It may be incomplete. Please open it again from the message.',
        }),
      { status: 404 },
    );
  };
}

/** The same for a page that belongs to no store. */
export function installationBrand(brands: Brands): MiddlewareHandler {
  return async function installationBrand(c, next) {
    c.set('brand', shownBrand(brands.of(null), ''));
    return next();
  };
}
