import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { brandParts, listBrandedStores } from '../../../services/state/brands/branded-stores.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { idCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { idPage } from '../../openapi/parameters.ts';
import { overAllStores, type RouteDeps } from '../../route-deps.ts';

const schema = z
  .object({
    storeId: z.string(),
    storeName: z.string(),
    own: z
      .array(z.enum(brandParts))
      .readonly()
      .openapi({ description: 'What the store says itself; everything else is the installation’s.' }),
  })
  .openapi('BrandedStore');
const example = {
  ...{ storeId: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11', storeName: 'Loom House', own: ['name', 'colours'] },
} as const;

export function getBrandedStores(deps: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/platform-brand/stores',
    operationId: 'listBrandedStores',
    tags: ['Brand'],
    summary: 'List all stores with what they say of their brand, and do not take from the installation',
    ...secured(deps.guard, 'operations:read'),
    request: { query: z.object(idPage) },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(schema), { items: [example], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const { items, next } = await listBrandedStores(overAllStores(deps), { limit, after: cursor ?? null });
      return c.json({ items, nextCursor: next === null ? null : idCursor(next) }, 200);
    },
  });
}
