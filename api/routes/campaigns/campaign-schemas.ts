import { z } from '@hono/zod-openapi';
import { actorKinds } from '../../../domain/actor.ts';
import { campaignStatuses } from '../../../domain/campaign.ts';
import { campaignInput, oneContent } from '../../../services/recovery/campaigns/campaign-input.ts';
import { defaultCampaign } from '../../../services/recovery/campaigns/default-campaign.ts';
import { flowInput } from '../../../services/recovery/campaigns/flow-input.ts';
import { ruleSchema } from '../../../services/recovery/campaigns/rule-input.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const campaignInputSchema = campaignInput.openapi('CampaignInput', oneContent.openapi);

/** What a campaign does, as it is given back. */
export const contentSchema = {
  rules: z.array(ruleSchema).readonly().openapi({ description: 'The rules; of a flow, its messages.' }),
  flow: flowInput.nullable().openapi({ description: 'Null: the rules are all of it.' }),
};

export const campaignSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    status: z.enum(campaignStatuses),
    activatedAt: momentSchema.nullable(),
    version: z.int(),
    revision: z.int().openapi({
      description:
        'Grows with each change of name, content and draft: send it as `If-Match`, and nothing is overwritten unseen.',
    }),
    ...contentSchema,
    draft: z
      .object({
        name: z.string(),
        ...contentSchema,
        baseVersion: z.int().openapi({ description: 'The version that the edit began with.' }),
        savedAt: momentSchema,
        actorKind: z.enum(actorKinds),
        actorId: z.string().nullable(),
      })
      .nullable()
      .openapi({ description: 'An edit by which nothing goes out before it is published.' }),
    holdoutPercent: z.int().openapi({ description: 'Share of its people who get no message, to compare with.' }),
    holdoutSince: momentSchema.openapi({ description: 'Since when it is this share: since then people are compared.' }),
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
  flow: null,
  holdoutPercent: 10,
  holdoutSince: '2026-11-22T10:00:00.000Z',
  createdAt: '2026-11-22T10:00:00.000Z',
  ...campaignInputExample,
} as const;

export const draftExample = {
  ...campaignExample,
  revision: 2,
  draft: {
    ...campaignInputExample,
    flow: null,
    baseVersion: 1,
    savedAt: '2026-11-23T09:12:00.000Z',
    actorKind: 'user',
    actorId: '0199a3c0-11d0-7c4b-9a55-3b7a2e8f4d99',
  },
} as const;

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]).nullable();

const fields = z.array(z.object({ field: z.string(), before: fieldValue, after: fieldValue })).readonly();

export const differenceSchema = z.object({
  settings: fields.openapi({ description: 'Of a flow as a whole: whom it takes in, its exits, where it begins.' }),
  steps: z.array(z.object({ kind: z.enum(['added', 'removed', 'changed']), stepId: z.string(), fields })).readonly(),
  reordered: z.boolean(),
});

export const differenceExample = {
  settings: [],
  steps: [{ kind: 'changed', stepId: 'touch-1', fields: [{ field: 'delayMs', before: 3_600_000, after: 7_200_000 }] }],
  reordered: false,
} as const;
