import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { publishCampaign } from '../../../services/recovery/campaigns/publish.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors, versionConflict } from '../../errors/common-errors.ts';
import { errorResponses } from '../../errors/error-schema.ts';
import { ifMatchHeader, revisionOf } from '../../openapi/if-match.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { campaignExample, campaignSchema } from './campaign-schemas.ts';

export function postCampaignPublish({ guard, database, previews, providerNames }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/campaigns/{id}/publish',
    operationId: 'publishCampaign',
    tags: ['Campaigns'],
    summary: 'Make the draft the newest version',
    description:
      'Recoveries under way finish on their version. Rules or a flow by which a step could never send, or that nobody could follow, are refused; `details.findings` says which, as in `POST /v1/campaigns/{id}/check`.',
    ...secured(guard, 'campaigns:write'),
    request: { params: idParams, headers: ifMatchHeader },
    responses: {
      200: jsonAnswer('The campaign as it is now', campaignSchema, { ...campaignExample, version: 2, revision: 3 }),
      ...commandErrors,
      ...versionConflict,
      ...errorResponses('invalid'),
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { actor, storeId: storeOf(actor), campaignId: c.req.valid('param').id };
      const deps = { database, providerNames, templates: previews.templates };
      return c.json(
        await publishCampaign(deps, { ...key, expectedRevision: revisionOf(c.req.header('if-match')) }),
        200,
      );
    },
  });
}
