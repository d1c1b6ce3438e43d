import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { LRUCache } from 'lru-cache';
import type { FoundSnippet } from '../../../services/ingest/snippets/find.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { errorResponses } from '../../errors/error-schema.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { type StorefrontScripts, scriptOf } from '../../storefront-scripts.ts';
import { keyQuery } from './browser-schemas.ts';
import { type BrowserEndpoint, knownSnippet } from './find-open-snippet.ts';

/** How long a page may go without asking again: after it, a change of the settings is in every page that is opened. */
const maxAgeSeconds = 300;
/** A browser may show the page with what it has while it asks. */
const staleSeconds = 24 * 3_600;
const scriptsMax = 1_000;

const routesOf = {
  snippet: { path: '/snippet.js', operationId: 'getSnippetScript', summary: 'The storefront snippet of a store' },
  shopifyPixel: {
    path: '/shopify-pixel.js',
    operationId: 'getShopifyPixelScript',
    summary: 'The code of a custom pixel for Shopify, to be pasted there',
  },
} as const;

interface Script {
  readonly etag: string;
  readonly text: string;
  readonly gzipped: Buffer<ArrayBuffer>;
}

/** The script with its store's settings in it. A switched-off or unknown snippet is a script that does nothing. */
export function getStorefrontScript({ storefront }: RouteDeps, door: BrowserEndpoint, name: keyof StorefrontScripts) {
  const { path, operationId, summary } = routesOf[name];
  const made = new LRUCache<string, Script>({ max: scriptsMax });
  const off = packed('/* cart recovery is switched off */\n');
  const route = createRoute({
    method: 'get',
    path,
    operationId,
    tags: ['Storefront snippet'],
    summary,
    security: [],
    request: { query: keyQuery },
    responses: {
      200: {
        description: `The script; kept by browsers for ${maxAgeSeconds / 60} minutes`,
        content: {
          'text/javascript': { schema: { type: 'string' }, example: '!function(CONFIG){…}({"key":"pk_…"});' },
        },
      },
      ...errorResponses('bad_request', 'rate_limited', 'internal', 'unavailable'),
    },
  });

  const scriptFor = (snippet: FoundSnippet, { scripts, publicUrl }: NonNullable<RouteDeps['storefront']>): Script => {
    const { publishableKey: key, consentRequired, honourSignals, autoCapture, emailCapture, restoreCarts } = snippet;
    const text = scriptOf(scripts[name], {
      key,
      url: publicUrl,
      consentRequired,
      honourSignals,
      autoCapture,
      emailCapture,
      restoreCarts,
    });
    const known = made.get(key);
    if (known?.text === text) return known;
    const script = packed(text);
    made.set(key, script);
    return script;
  };

  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const snippet = await knownSnippet(c, c.req.valid('query').key, door);
      const script = storefront && snippet?.enabled ? scriptFor(snippet, storefront) : off;
      c.header('cache-control', `public, max-age=${maxAgeSeconds}, stale-while-revalidate=${staleSeconds}`);
      c.header('etag', script.etag);
      c.header('vary', 'Accept-Encoding');
      // Pages of other sites load it: that is what it is for.
      c.header('cross-origin-resource-policy', 'cross-origin');
      c.header('access-control-allow-origin', '*');
      if (c.req.header('if-none-match') === script.etag) return c.body(null, 304) as never;
      c.header('content-type', 'text/javascript; charset=utf-8');
      if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(script.text, 200);
      c.header('content-encoding', 'gzip');
      return c.body(script.gzipped, 200);
    },
  });
}

function packed(text: string): Script {
  const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  return { etag, text, gzipped: gzipSync(text, { level: 9 }) };
}
