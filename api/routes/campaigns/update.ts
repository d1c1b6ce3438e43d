import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { updateCampaign } from '../../../services/recovery/campaigns/update.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, versionConflict, writeErrors } from '../../errors/common-errors.ts';
import { ifMatchHeader, revisionOf } from '../../openapi/if-match.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { campaignExample, campaignInputExample, campaignInputSchema, campaignSchema } from './campaign-schemas.ts';

export function putCampaign({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'put',
    path: '/v1/campaigns/{id}',
    operationId: 'updateCampaign',
    tags: ['Campaigns'],
    summary: 'Replace name and rules, or name and flow',
    description: 'A changed content is a new version: recoveries that began on an older one finish on it.',
    ...secured(guard, 'campaigns:write'),
    request: { params: idParams, headers: ifMatchHeader, body: jsonBody(campaignInputSchema, campaignInputExample) },
    responses: {
      200: jsonAnswer('The campaign as it is now', campaignSchema, {
        ...campaignExample,
        version: 2,
        revision: 2,
      }),
      ...writeErrors,
      ...notFound,
      ...conflict,
      ...versionConflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { actor, storeId: storeOf(actor), campaignId: c.req.valid('param').id };
      const expectedRevision = revisionOf(c.req.header('if-match'));
      return c.json(await updateCampaign(database, { ...key, expectedRevision, ...c.req.valid('json') }), 200);
    },
  });
}
