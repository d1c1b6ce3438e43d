import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { createCampaign } from '../../../services/recovery/campaigns/create.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { campaignExample, campaignInputExample, campaignInputSchema, campaignSchema } from './campaign-schemas.ts';

export function postCampaigns({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/campaigns',
    operationId: 'createCampaign',
    tags: ['Campaigns'],
    summary: 'Create a campaign as a draft',
    ...secured(guard, 'campaigns:write'),
    request: { body: jsonBody(campaignInputSchema, campaignInputExample) },
    responses: {
      201: jsonAnswer('The draft: it sends nothing before it is activated', campaignSchema, {
        ...campaignExample,
        status: 'draft',
        activatedAt: null,
      }),
      ...writeErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      return c.json(await createCampaign(database, { actor, storeId: storeOf(actor), ...c.req.valid('json') }), 201);
    },
  });
}
