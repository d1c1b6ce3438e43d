import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { type CampaignCommand, changeCampaignStatus } from '../../../services/recovery/campaigns/change-status.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { campaignExample, campaignSchema } from './campaign-schemas.ts';

const summaries: Record<CampaignCommand, string> = {
  activate: 'Activate a draft: carts touched from now on may start recoveries',
  pause: 'Pause a campaign and its open recoveries',
  resume: 'Resume a paused campaign and its open recoveries',
  archive: 'End a campaign for good; its open recoveries send nothing more',
};

/** One route per command: `POST /v1/campaigns/{id}/<command>`. */
export function postCampaignCommand({ guard, database }: RouteDeps, command: CampaignCommand) {
  const route = createRoute({
    method: 'post',
    path: `/v1/campaigns/{id}/${command}`,
    operationId: `${command}Campaign`,
    tags: ['Campaigns'],
    summary: summaries[command],
    ...secured(guard, 'campaigns:write'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('The campaign as it is now', campaignSchema, campaignExample),
      ...commandErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const change = { actor, storeId: storeOf(actor), campaignId: c.req.valid('param').id, command };
      return c.json(await changeCampaignStatus(database, change), 200);
    },
  });
}
