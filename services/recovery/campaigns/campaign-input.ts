import { z } from '@hono/zod-openapi';
import type { CampaignContent } from '../../../domain/campaign-content.ts';
import { holdoutPercent } from '../../../domain/experiments/holdout.ts';
import { messagesOf } from '../../../domain/flow/flow.ts';
import { textSchema } from '../../shared/read-input.ts';
import { flowInput } from './flow-input.ts';
import { rulesSchema } from './rule-input.ts';

/** Rules or a flow: what the API and the verbs take wherever a campaign, or an edit of one, is given. */
export const contentInput = { rules: rulesSchema.optional(), flow: flowInput.optional() };
export type ContentInput = z.input<z.ZodObject<typeof contentInput>>;

/** Says which of them there has to be, to people and in the schema. */
export const oneContent = {
  refine: ({ rules, flow }: ContentInput) => (rules === undefined) !== (flow === undefined),
  told: { path: ['rules'], message: 'give either rules or a flow' },
  openapi: { oneOf: [{ required: ['rules'] }, { required: ['flow'] }] },
};

/** What a campaign is made of. */
export const campaignInput = z
  .object({ name: textSchema(1, 100), ...contentInput })
  .refine(oneContent.refine, oneContent.told);
export type CampaignInput = z.input<typeof campaignInput>;

export function contentOf({ rules = [], flow }: z.output<z.ZodObject<typeof contentInput>>): CampaignContent {
  return flow ? { rules: messagesOf(flow), flow } : { rules, flow: null };
}

/** Share of the people of a campaign who get no message. */
export const holdoutPercentSchema = z.int().min(holdoutPercent.min).max(holdoutPercent.max);
