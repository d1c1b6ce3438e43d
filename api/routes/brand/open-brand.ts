import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { readHostName } from '../../../domain/brand/host-name.ts';
import { shownBrand } from '../../../domain/brand/shown-brand.ts';
import { networkList } from '../../../runtime/networks.ts';
import { isSameText } from '../../../runtime/same-text.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import { findLogo } from '../../../services/state/brands/logo.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { errorResponses } from '../../errors/error-schema.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { brandExample, shownSchema } from './brand-schemas.ts';

const tags = ['Brand'];
/** A picture can neither run nor load anything, whatever somebody takes it for. */
const pictureHeaders = {
  'content-type': 'image/png',
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // Mails are read on pages of other sites.
  'cross-origin-resource-policy': 'cross-origin',
} as const;

export function getLogo({ database }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'get', path: '/v1/brand/logo/{hash}', operationId: 'getBrandLogo', tags },
    summary: 'A logo, for mails and pages',
    description: 'Its address holds the hash of the picture, so it can be kept for ever.',
    security: [],
    request: {
      params: z.object({
        hash: z
          .string()
          .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower case')
          .openapi({ param: { name: 'hash', in: 'path' }, example: 'a'.repeat(64) }),
      }),
    },
    responses: {
      200: {
        description: 'A PNG',
        content: { 'image/png': { schema: z.string().openapi({ format: 'binary' }), example: '(a picture)' } },
      },
      ...errorResponses('bad_request', 'not_found', 'internal', 'unavailable'),
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const picture = await findLogo(database, c.req.valid('param').hash);
      if (!picture) throw new ServiceError('not_found', 'There is no such picture.', { path: 'hash' });
      return c.body(new Uint8Array(picture), 200, pictureHeaders) as never;
    },
  });
}

export function getHostBrand({ brands }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'get', path: '/v1/brand/shown', operationId: 'getShownBrand', tags },
    summary: 'How the page is shown that somebody signs in on: of the name that was asked, else of the installation',
    security: [],
    responses: {
      200: jsonAnswer('The brand', shownSchema, brandExample.shown),
      ...errorResponses('internal', 'unavailable'),
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: (c) => c.json(shownBrand(brands.of(c.get('hostStoreId') ?? null), ''), 200),
  });
}

/** Who asks before a certificate is made: a proxy on this machine or in the same network, and nobody whose request it passed on. */
const near = networkList([
  ...['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  ...['::1/128', 'fc00::/7', 'fe80::/10'],
]);

export function getDomainAllowed({ brands, accounts, operatorKeys }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'get', path: '/v1/domains/allowed', operationId: 'getDomainAllowed', tags },
    summary: 'Whether a certificate may be made for a name: asked by the proxy that ends TLS',
    description:
      'As Caddy’s `on_demand_tls` asks it: 200 for the installation’s own name and for names that stores have proved to be theirs, 404 for every other. For programs on this machine or in its private network, and for the operator’s key.',
    security: [],
    request: { query: z.object({ domain: z.string().max(300).openapi({ example: 'cart.shop.example' }) }) },
    responses: {
      200: { description: 'Yes', content: { 'text/plain': { schema: z.string(), example: 'yes' } } },
      ...errorResponses('bad_request', 'forbidden', 'not_found', 'internal', 'unavailable'),
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: (c) => {
      if (!isNear(c) && !operatorKeys().some((key) => isSameText(c.req.header('authorization') ?? '', `Bearer ${key}`)))
        throw new ServiceError('forbidden', 'This is asked from the machine or the private network of the API.');
      const domain = readHostName(c.req.valid('query').domain);
      const isOwn = domain !== null && domain === new URL(accounts.publicUrl()).hostname;
      if (domain === null || !(isOwn || brands.ownerOf(domain)?.kind === 'store'))
        throw new ServiceError('not_found', 'No store has proved that this name is its own.', { path: 'domain' });
      return c.text('yes', 200);
    },
  });
}

function isNear(c: Context): boolean {
  if (c.req.header('x-forwarded-for') !== undefined || c.req.header('forwarded') !== undefined) return false;
  const { incoming } = (c.env ?? {}) as { readonly incoming?: Pick<IncomingMessage, 'socket'> };
  const peer = incoming?.socket?.remoteAddress?.replace(/^::ffff:/i, '') ?? '';
  return isIP(peer) !== 0 && near.check(peer, isIP(peer) === 4 ? 'ipv4' : 'ipv6');
}
