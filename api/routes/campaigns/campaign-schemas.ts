import { z } from '@hono/zod-openapi';
import { campaignStatuses } from '../../../domain/campaign.ts';
import { campaignInput, ruleSchema } from '../../../services/recovery/campaigns/campaign-input.ts';
import { defaultCampaign } from '../../../services/recovery/campaigns/default-campaign.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const campaignInputSchema = campaignInput.openapi('CampaignInput');

export const campaignSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    status: z.enum(campaignStatuses),
    activatedAt: momentSchema.nullable(),
    version: z.int(),
    rules: z.array(ruleSchema).readonly(),
    createdAt: momentSchema,
  })
  .openapi('Campaign');

export const campaignInputExample = { name: defaultCampaign.name, rules: [...defaultCampaign.rules] };
export const campaignExample = {
  id: '0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10',
  status: 'active',
  activatedAt: '2026-11-22T10:00:00.000Z',
  version: 1,
  createdAt: '2026-11-22T10:00:00.000Z',
  ...campaignInputExample,
} as const;
