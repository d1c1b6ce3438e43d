import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { getCampaign as readCampaign } from '../../../services/recovery/campaigns/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { campaignExample, campaignSchema } from './campaign-schemas.ts';

export function getCampaign({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/campaigns/{id}',
    operationId: 'getCampaign',
    tags: ['Campaigns'],
    summary: 'Read a campaign with its newest rules',
    ...secured(guard, 'campaigns:read'),
    request: { params: idParams },
    responses: { 200: jsonAnswer('The campaign', campaignSchema, campaignExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) =>
      c.json(
        await readCampaign(database, { storeId: storeOf(c.get('actor')), campaignId: c.req.valid('param').id }),
        200,
      ),
  });
}
