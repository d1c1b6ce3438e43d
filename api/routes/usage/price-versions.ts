import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import {
  addPriceVersion,
  listPriceVersions,
  type SaidPrices,
} from '../../../services/analytics/usage/price-versions.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody, momentSchema } from '../../openapi/json-content.ts';
import { overAllStores, type RouteDeps } from '../../route-deps.ts';
import { meterSchema, periodSchema, tierSchema } from './usage-schemas.ts';

const pricesMax = 500;
const tiersMax = 20;

const priceSchema = z.object({
  meter: meterSchema,
  channel: z.enum(channels).nullable().default(null),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two capital letters of ISO 3166-1')
    .nullable()
    .default(null),
  tiers: z.array(tierSchema).min(1).max(tiersMax),
});
const inputSchema = z
  .object({
    validFrom: periodSchema.openapi({ description: 'The first month of these prices' }),
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters of ISO 4217'),
    prices: z.array(priceSchema).max(pricesMax),
  })
  .openapi('PriceVersionInput');
const versionSchema = z
  .object({
    version: z.int(),
    createdAt: momentSchema,
    validFrom: z.string(),
    currency: z.string(),
    prices: z.array(
      z.object({
        meter: meterSchema,
        channel: z.string().nullable(),
        country: z.string().nullable(),
        tiers: z.array(tierSchema),
      }),
    ),
  })
  .openapi('PriceVersion');

const inputExample = {
  ...{ validFrom: '2026-11', currency: 'EUR' },
  prices: [{ meter: 'messages', channel: 'sms', country: 'AT', tiers: [{ upTo: null, minor: 9, per: 1 }] }],
} as const;
const versionExample = { version: 3, createdAt: '2026-10-20T09:00:00.000Z', ...inputExample } as const;

export function getPriceVersions(deps: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/platform/price-versions',
    operationId: 'listPriceVersions',
    tags: ['Usage'],
    summary: 'List what units cost, and since when',
    ...secured(deps.guard, 'operations:read'),
    responses: {
      200: jsonAnswer('Oldest first', z.object({ items: z.array(versionSchema) }), { items: [versionExample] }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json({ items: (await listPriceVersions(overAllStores(deps))).map(shown) }, 200),
  });
}

export function putPriceVersions(deps: RouteDeps) {
  const route = createRoute({
    method: 'put',
    path: '/v1/platform/price-versions',
    operationId: 'setPrices',
    tags: ['Usage'],
    summary: 'Say what units cost from a month on',
    description:
      'Adds a version; none is ever changed. Of several for the same month the newest holds. The same again is the version that there is.',
    ...secured(deps.guard, 'plans:write'),
    request: { body: jsonBody(inputSchema, inputExample) },
    responses: { 200: jsonAnswer('The version', versionSchema, versionExample), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) =>
      c.json(shown(await addPriceVersion(overAllStores(deps), { actor: c.get('actor'), ...c.req.valid('json') })), 200),
  });
}

function shown({ prices, createdAt, ...version }: SaidPrices) {
  return {
    ...version,
    createdAt: createdAt.toISOString(),
    prices: prices.map(({ tiers, ...price }) => ({ ...price, tiers: [...tiers] })),
  };
}
