import type { Hono } from 'hono';
import type { AndroidApp } from '../../../runtime/app-links.ts';

/** Which apps open the links to carts in place of the browser. */
export interface AppLinks {
  /** `<team or prefix>.<bundle id>` of each app. */
  readonly apple: readonly string[];
  readonly android: readonly AndroidApp[];
}

/** The way back to a cart, and nothing else: unsubscribing and confirming are pages for everybody. */
const cartLinks = '/r/*';
const cacheSeconds = 3_600;

/**
 * The files by which phones know that an app belongs to this domain; without apps there are none. An app that is opened so
 * reads the cart of the link by `POST /v1/browser/restore`.
 *
 * https://developer.apple.com/documentation/xcode/supporting-associated-domains
 * https://developer.android.com/training/app-links/verify-android-applinks
 */
export function appLinksRoute(routes: Hono, { apple, android }: AppLinks): void {
  const headers = { 'cache-control': `public, max-age=${cacheSeconds}` };
  if (apple.length > 0) {
    const file = { applinks: { details: [{ appIDs: apple, components: [{ '/': cartLinks }] }] } };
    routes.get('/.well-known/apple-app-site-association', (c) => c.json(file, 200, headers));
  }
  if (android.length > 0) {
    const file = android.map(({ packageName, fingerprints }) => ({
      relation: ['delegate_permission/common.handle_all_urls'],
      target: { namespace: 'android_app', package_name: packageName, sha256_cert_fingerprints: fingerprints },
    }));
    routes.get('/.well-known/assetlinks.json', (c) => c.json(file, 200, headers));
  }
}
