import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { catalogSources, soldOutWays } from '../../../domain/catalog/catalog-source.ts';
import {
  type CatalogSettingsDeps,
  catalogSettingsInput,
  getCatalogSettings,
  replaceCatalogSettings,
} from '../../../services/messaging/catalog/catalog-settings.ts';
import { catalogTestInput, testCatalog } from '../../../services/messaging/catalog/test-catalog.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const path = '/v1/catalog-settings';
const tags = ['Catalog'];

const settingsSchema = z
  .object({
    source: z.enum(catalogSources),
    soldOut: z.enum(soldOutWays),
    url: z.string().nullable(),
    connected: z.array(z.string()).readonly().openapi({
      description: 'Platforms of which a shop is connected, with access to its API, that can be asked.',
    }),
    isReady: z.boolean().openapi({ description: 'Whether the source can be asked.' }),
  })
  .openapi('CatalogSettings');

const settingsExample = {
  ...{ source: 'shopify', soldOut: 'drop', url: null },
  ...{ connected: ['shopify'], isReady: true },
} as const;

export function getSettings({ guard }: RouteDeps, catalog: CatalogSettingsDeps) {
  const route = createRoute({
    ...{ method: 'get', path, operationId: 'getCatalogSettings', tags },
    summary: 'Read who is asked about the goods of a cart when a message goes out',
    ...secured(guard, 'store:read'),
    responses: { 200: jsonAnswer('The settings', settingsSchema, settingsExample), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json(await getCatalogSettings(catalog, { storeId: storeOf(c.get('actor')) }), 200),
  });
}

export function putSettings({ guard }: RouteDeps, catalog: CatalogSettingsDeps) {
  const route = createRoute({
    ...{ method: 'put', path, operationId: 'replaceCatalogSettings', tags },
    summary: 'Say who is asked about the goods of a cart when a message goes out',
    description:
      'Lines that cannot be bought are left out of the message or marked in it, and prices are those of now; of a cart of which nothing can be bought no message goes out. A shop that does not answer within two seconds says nothing, and the message goes out as the cart was told. Another `url` gets another secret.',
    ...secured(guard, 'store:write'),
    request: {
      body: jsonBody(catalogSettingsInput, { source: 'http', soldOut: 'mark', url: 'https://shop.example/catalog' }),
    },
    responses: {
      200: jsonAnswer(
        'As they are now',
        z.object({
          settings: settingsSchema,
          secret: z.string().nullable().openapi({
            description:
              'Of a new `url`: verifies our requests, as Standard Webhooks say. Shown here and never again. Null: the one that was shown.',
          }),
        }),
        {
          settings: { ...settingsExample, source: 'http', soldOut: 'mark', url: 'https://shop.example/catalog' },
          secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDazfgJJ6cLGY=',
        },
      ),
      ...writeErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      return c.json(
        await replaceCatalogSettings(catalog, { actor, storeId: storeOf(actor), ...c.req.valid('json') }),
        200,
      );
    },
  });
}

const tookMs = z.int();
const testSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('answered'),
      said: z
        .object({
          availability: z.enum(['for_sale', 'sold_out', 'unclear', 'missing']),
          price: z.object({ amountMinor: z.int(), currency: z.string() }).nullable(),
        })
        .nullable()
        .openapi({ description: 'Null: it said nothing of this product.' }),
      tookMs,
    }),
    z.object({
      kind: z.literal('failed'),
      problem: z.enum(['no_access', 'denied', 'busy', 'away', 'strange']),
      tookMs,
    }),
  ])
  .openapi('CatalogTest');

export function postCatalogTest({ guard }: RouteDeps, deps: Parameters<typeof testCatalog>[0]) {
  const route = createRoute({
    ...({ method: 'post', path: `${path}/test`, operationId: 'testCatalog', tags } as const),
    summary: 'Ask the shop about one product',
    description: 'As a message would ask, within two seconds. Nothing is kept of it.',
    ...secured(guard, 'store:write'),
    request: { body: jsonBody(catalogTestInput, { productId: '808950810' }) },
    responses: {
      200: jsonAnswer('What the shop says of it', testSchema, {
        ...{ kind: 'answered', tookMs: 180 },
        said: { availability: 'for_sale', price: { amountMinor: 1_990, currency: 'EUR' } },
      }),
      ...writeErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      return c.json(await testCatalog(deps, { actor, storeId: storeOf(actor), ...c.req.valid('json') }), 200);
    },
  });
}
