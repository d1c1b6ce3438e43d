import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { holdoutInput, setHoldout } from '../../../services/recovery/campaigns/set-holdout.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { campaignExample, campaignSchema } from './campaign-schemas.ts';

export function putCampaignHoldout({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'put',
    path: '/v1/campaigns/{id}/holdout',
    operationId: 'setCampaignHoldout',
    tags: ['Campaigns'],
    summary: 'Set the share of people who get no message, so that it shows what messages bring',
    description:
      'From 0 to 50 percent; 0 writes to everybody. Whoever has an arm keeps it, and the comparison begins anew with people who come from now on.',
    ...secured(guard, 'campaigns:write'),
    request: { params: idParams, body: jsonBody(holdoutInput, { percent: 10 }) },
    responses: {
      200: jsonAnswer('The campaign as it is now', campaignSchema, campaignExample),
      ...writeErrors,
      ...notFound,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { actor, storeId: storeOf(actor), campaignId: c.req.valid('param').id };
      return c.json(await setHoldout(database, { ...key, now: new Date(now()), ...c.req.valid('json') }), 200);
    },
  });
}
