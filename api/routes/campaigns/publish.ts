import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { moveInput } from '../../../services/recovery/campaigns/move-people.ts';
import { publishCampaign } from '../../../services/recovery/campaigns/publish.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, versionConflict, writeErrors } from '../../errors/common-errors.ts';
import { ifMatchHeader, revisionOf } from '../../openapi/if-match.ts';
import { jsonAnswer, optionalJsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { campaignExample, campaignSchema } from './campaign-schemas.ts';

const bodySchema = z
  .strictObject({
    people: moveInput
      .nullable()
      .default(null)
      .openapi({ description: 'What becomes of those who are inside; null: they finish on their version.' }),
  })
  .openapi('CampaignPublishInput');

export function postCampaignPublish({ guard, database, previews, providerNames, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/campaigns/{id}/publish',
    operationId: 'publishCampaign',
    tags: ['Campaigns'],
    summary: 'Make the draft the newest version',
    description:
      'Recoveries under way finish on their version, or go over to the new one where `people` says so. Rules or a flow by which a step could never send, or that nobody could follow, are refused; `details.findings` says which, as in `POST /v1/campaigns/{id}/check`.',
    ...secured(guard, 'campaigns:write'),
    request: {
      params: idParams,
      headers: ifMatchHeader,
      body: optionalJsonBody(bodySchema, {
        people: { fates: { 'touch-2': { kind: 'leaves' } }, releasesPerMinute: 60 },
      }),
    },
    responses: {
      200: jsonAnswer('The campaign as it is now', campaignSchema, { ...campaignExample, version: 2, revision: 3 }),
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
      const deps = { database, providerNames, templates: previews.templates, smsSender: previews.smsSender };
      return c.json(
        await publishCampaign(deps, {
          ...{ ...key, expectedRevision: revisionOf(c.req.header('if-match')) },
          ...{ people: c.req.valid('json').people ?? null, nowMs: now() },
        }),
        200,
      );
    },
  });
}
