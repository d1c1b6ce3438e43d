import { findSnippet } from '../../../services/ingest/snippets/find.ts';
import { createLookUpCache } from '../../look-up-cache.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { postBrowserEvents } from './events.ts';
import { postBrowserRestore } from './restore.ts';
import { getStorefrontScript } from './script.ts';

/** What pages of a shop may reach: the snippet itself and the two narrow endpoints that it uses. */
export function browserRoutes(deps: RouteDeps) {
  const snippets = createLookUpCache((key) => findSnippet(deps.database, key), deps.now);
  const { corsOrigins, addressLimits, clientAddressOf } = deps;
  const door = { snippets, corsOrigins, addressLimits, clientAddressOf };
  return [
    postBrowserEvents(deps, door),
    postBrowserRestore(deps, door),
    getStorefrontScript(deps, door, 'snippet'),
    getStorefrontScript(deps, door, 'shopifyPixel'),
  ] as const;
}
