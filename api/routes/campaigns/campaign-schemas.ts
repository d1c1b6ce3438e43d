import { z } from '@hono/zod-openapi';
import { actorKinds } from '../../../domain/actor.ts';
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
    revision: z.int().openapi({
      description:
        'Grows with each change of name, rules and draft: send it as `If-Match`, and nothing is overwritten unseen.',
    }),
    rules: z.array(ruleSchema).readonly(),
    draft: z
      .object({
        name: z.string(),
        rules: z.array(ruleSchema).readonly(),
        baseVersion: z.int().openapi({ description: 'The version that the edit began with.' }),
        savedAt: momentSchema,
        actorKind: z.enum(actorKinds),
        actorId: z.string().nullable(),
      })
      .nullable()
      .openapi({ description: 'An edit by which nothing goes out before it is published.' }),
    createdAt: momentSchema,
  })
  .openapi('Campaign');

export const campaignInputExample = { name: defaultCampaign.name, rules: [...defaultCampaign.rules] };
export const campaignExample = {
  id: '0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10',
  status: 'active',
  activatedAt: '2026-11-22T10:00:00.000Z',
  version: 1,
  revision: 1,
  draft: null,
  createdAt: '2026-11-22T10:00:00.000Z',
  ...campaignInputExample,
} as const;

export const draftExample = {
  ...campaignExample,
  revision: 2,
  draft: {
    ...campaignInputExample,
    baseVersion: 1,
    savedAt: '2026-11-23T09:12:00.000Z',
    actorKind: 'user',
    actorId: '0199a3c0-11d0-7c4b-9a55-3b7a2e8f4d99',
  },
} as const;

const fieldValue = z.union([z.string(), z.number(), z.array(z.string()).readonly()]).nullable();

export const differenceSchema = z.object({
  steps: z
    .array(
      z.object({
        kind: z.enum(['added', 'removed', 'changed']),
        stepId: z.string(),
        fields: z.array(z.object({ field: z.string(), before: fieldValue, after: fieldValue })).readonly(),
      }),
    )
    .readonly(),
  reordered: z.boolean(),
});

export const differenceExample = {
  steps: [{ kind: 'changed', stepId: 'touch-1', fields: [{ field: 'delayMs', before: 3_600_000, after: 7_200_000 }] }],
  reordered: false,
} as const;
