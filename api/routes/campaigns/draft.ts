import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { discardDraft, saveDraft } from '../../../services/recovery/campaigns/save-draft.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors, conflict, notFound, versionConflict, writeErrors } from '../../errors/common-errors.ts';
import { ifMatchHeader, revisionOf } from '../../openapi/if-match.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import {
  campaignExample,
  campaignInputExample,
  campaignInputSchema,
  campaignSchema,
  draftExample,
} from './campaign-schemas.ts';

const path = '/v1/campaigns/{id}/draft';

export function putCampaignDraft({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'put',
    path,
    operationId: 'saveCampaignDraft',
    tags: ['Campaigns'],
    summary: 'Keep an edit without anything going out by it',
    ...secured(guard, 'campaigns:write'),
    request: { params: idParams, headers: ifMatchHeader, body: jsonBody(campaignInputSchema, campaignInputExample) },
    responses: {
      200: jsonAnswer('The campaign with its draft', campaignSchema, draftExample),
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
      return c.json(await saveDraft(database, { ...key, expectedRevision, ...c.req.valid('json') }), 200);
    },
  });
}

export function deleteCampaignDraft({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'delete',
    path,
    operationId: 'discardCampaignDraft',
    tags: ['Campaigns'],
    summary: 'Forget an edit that was not published',
    ...secured(guard, 'campaigns:write'),
    request: { params: idParams, headers: ifMatchHeader },
    responses: {
      200: jsonAnswer('The campaign without a draft', campaignSchema, { ...campaignExample, revision: 3 }),
      ...commandErrors,
      ...versionConflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { actor, storeId: storeOf(actor), campaignId: c.req.valid('param').id };
      return c.json(
        await discardDraft(database, { ...key, expectedRevision: revisionOf(c.req.header('if-match')) }),
        200,
      );
    },
  });
}
