import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { campaignStatuses } from '../../../domain/campaign.ts';
import { listCampaigns } from '../../../services/recovery/campaigns/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { idCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { idPage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { campaignExample, campaignSchema } from './campaign-schemas.ts';

export function getCampaigns({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/campaigns',
    operationId: 'listCampaigns',
    tags: ['Campaigns'],
    summary: 'List campaigns',
    ...secured(guard, 'campaigns:read'),
    request: { query: z.object({ ...idPage, status: z.enum(campaignStatuses).optional() }) },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(campaignSchema), { items: [campaignExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { limit, cursor, status } = c.req.valid('query');
      const { items, next } = await listCampaigns(database, {
        storeId: storeOf(c.get('actor')),
        status,
        limit,
        after: cursor ?? null,
      });
      return c.json({ items, nextCursor: next === null ? null : idCursor(next) }, 200);
    },
  });
}
